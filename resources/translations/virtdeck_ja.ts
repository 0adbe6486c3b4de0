<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
  <context>
    <name>virtdeck</name>
    <message>
      <source># stands for a digit of the number: web-### becomes web-001, web-002, …</source>
      <translation># は番号の 1 桁を表します。例: web-### は web-001、web-002、…</translation>
    </message>
    <message>
      <source>&amp;Add</source>
      <translation>追加(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Add a disk</source>
      <translation>ディスクの追加(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Add a network card</source>
      <translation>ネットワークカードの追加(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Add disk</source>
      <translation>ディスクの追加(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Add network interface</source>
      <translation>ネットワークインターフェイスの追加(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Address</source>
      <translation>アドレス(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Address of the conversion host</source>
      <translation>変換ホストのアドレス(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Address of the first clone</source>
      <translation>最初の複製のアドレス(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Address of the machine</source>
      <translation>マシンのアドレス(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Addresses of this computer</source>
      <translation>このコンピュータのアドレス(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Administrator's password</source>
      <translation>管理者のパスワード(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Advanced</source>
      <translation>詳細設定(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;All hosts of the pool</source>
      <translation>プールのすべてのホスト(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Another machine</source>
      <translation>別のマシン(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;At start</source>
      <translation>起動時(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Back</source>
      <translation>戻る(&amp;B)</translation>
    </message>
    <message>
      <source>&amp;Bridge of the host</source>
      <translation>ホストのブリッジ(&amp;B)</translation>
    </message>
    <message>
      <source>&amp;Bus</source>
      <translation>バス(&amp;B)</translation>
    </message>
    <message>
      <source>&amp;By the check</source>
      <translation>自動確認に従う(&amp;B)</translation>
    </message>
    <message>
      <source>&amp;Cache mode</source>
      <translation>キャッシュモード(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Certificate</source>
      <translation>証明書(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Convert</source>
      <translation>変換(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Create</source>
      <translation>作成(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Delete</source>
      <translation>削除(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Delete VM</source>
      <translation>VM を削除(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Delete VM and 1 disk</source>
      <translation>VM とディスク 1 個を削除(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Delete VM and {count} disks</source>
      <translation>VM とディスク {count} 個を削除(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Delete with its contents</source>
      <translation>内容とともに削除(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Delete {vms} VMs</source>
      <translation>{vms} 台の VM を削除(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Delete {vms} VMs and 1 disk</source>
      <translation>{vms} 台の VM とディスク 1 個を削除(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Delete {vms} VMs and {count} disks</source>
      <translation>{vms} 台の VM とディスク {count} 個を削除(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Description (optional)</source>
      <translation>説明 (省略可)(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Disk image of this computer</source>
      <translation>このコンピュータのディスクイメージ(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Disks as</source>
      <translation>ディスクの形式(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Disks of the machine</source>
      <translation>マシンのディスク(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Disks one by one</source>
      <translation>ディスクを個別に選択(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Don't show again</source>
      <translation>今後表示しない(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Existing disk</source>
      <translation>既存のディスク(&amp;E)</translation>
    </message>
    <message>
      <source>&amp;Export</source>
      <translation>エクスポート(&amp;E)</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Files…</source>
      <translation>ファイル(&amp;F)…</translation>
    </message>
    <message>
      <source>&amp;Find</source>
      <translation>検索(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Firmware</source>
      <translation>ファームウェア(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;First address</source>
      <translation>最初のアドレス(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Folder for the script</source>
      <translation>スクリプトのフォルダー(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Folder of this computer</source>
      <translation>このコンピュータのフォルダー(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Format</source>
      <translation>形式(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Format of the disks</source>
      <translation>ディスクの形式(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Gateway</source>
      <translation>ゲートウェイ(&amp;G)</translation>
    </message>
    <message>
      <source>&amp;Go on editing</source>
      <translation>入力を続ける(&amp;G)</translation>
    </message>
    <message>
      <source>&amp;Guest tools</source>
      <translation>ゲストツール(&amp;G)</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Hold file systems still where that can be done</source>
      <translation>可能な場合はファイルシステムを静止する(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Host</source>
      <translation>ホスト(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Host that it is converted on, and runs on</source>
      <translation>変換と実行を行うホスト(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Hours that the key is good for</source>
      <translation>鍵の有効期間 (時間)(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Hours to wait for the machine</source>
      <translation>マシンを待機する時間(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Hypervisor</source>
      <translation>ハイパーバイザー(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Icon</source>
      <translation>アイコン(&amp;I)</translation>
    </message>
    <message>
      <source>&amp;Import</source>
      <translation>インポート(&amp;I)</translation>
    </message>
    <message>
      <source>&amp;Insert the answer file</source>
      <translation>応答ファイルを挿入(&amp;I)</translation>
    </message>
    <message>
      <source>&amp;Keep it: make a copy</source>
      <translation>残してコピーを作成する(&amp;K)</translation>
    </message>
    <message>
      <source>&amp;Keep open</source>
      <translation>開いたままにする(&amp;K)</translation>
    </message>
    <message>
      <source>&amp;Keep the MAC addresses</source>
      <translation>MAC アドレスを維持する(&amp;K)</translation>
    </message>
    <message>
      <source>&amp;Keep the old disks</source>
      <translation>元のディスクを残す(&amp;K)</translation>
    </message>
    <message>
      <source>&amp;Keep wizards open while they work</source>
      <translation>処理中もウィザードを開いたままにする(&amp;K)</translation>
    </message>
    <message>
      <source>&amp;Kernel command line, to be added in the boot menu of the media</source>
      <translation>メディアのブートメニューに追加するカーネルコマンドライン(&amp;K)</translation>
    </message>
    <message>
      <source>&amp;Kind of VM on the Xen host</source>
      <translation>Xen ホストでの VM の種類(&amp;K)</translation>
    </message>
    <message>
      <source>&amp;Language</source>
      <translation>言語(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Largest number of vCPUs</source>
      <translation>vCPU の最大数(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Last address</source>
      <translation>最後のアドレス(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Leave out the free space at the end</source>
      <translation>末尾の空き領域を除外する(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Leave out the free space at the end ({size} less)</source>
      <translation>末尾の空き領域を除外する ({size} 縮小)(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Leave them as they are</source>
      <translation>そのままにする(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Licence to be accepted</source>
      <translation>同意を求めるライセンス(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Log of this conversion</source>
      <translation>この変換のログ(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Login on the conversion host</source>
      <translation>変換ホストのログイン名(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Look inside</source>
      <translation>内容を確認(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Make the script</source>
      <translation>スクリプトを作成(&amp;M)</translation>
    </message>
    <message>
      <source>&amp;Manifest of digests</source>
      <translation>ダイジェストのマニフェスト(&amp;M)</translation>
    </message>
    <message>
      <source>&amp;Memory</source>
      <translation>メモリ(&amp;M)</translation>
    </message>
    <message>
      <source>&amp;Migrate</source>
      <translation>移行(&amp;M)</translation>
    </message>
    <message>
      <source>&amp;Move</source>
      <translation>移動(&amp;M)</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>名前(&amp;N)</translation>
    </message>
    <message>
      <source>&amp;New size</source>
      <translation>新しいサイズ(&amp;N)</translation>
    </message>
    <message>
      <source>&amp;Next</source>
      <translation>次へ(&amp;N)</translation>
    </message>
    <message>
      <source>&amp;Operating system</source>
      <translation>オペレーティングシステム(&amp;O)</translation>
    </message>
    <message>
      <source>&amp;Owner</source>
      <translation>所有者(&amp;O)</translation>
    </message>
    <message>
      <source>&amp;Password</source>
      <translation>パスワード(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Password of the key</source>
      <translation>鍵のパスワード(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Paste CSV</source>
      <translation>CSV の貼り付け(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Port</source>
      <translation>ポート(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Port of this computer</source>
      <translation>このコンピュータのポート(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Prepare</source>
      <translation>準備(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Prepare and shut down</source>
      <translation>準備してシャットダウン(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Prepare the guest: remove machine ID, ssh host keys, logs and the like from its disks (virt-sysprep)</source>
      <translation>ゲストの準備: ディスクからマシン ID、ssh ホストキー、ログなどを削除する (virt-sysprep)(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Prove</source>
      <translation>確認(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Quick create: VMs are made of it without questions</source>
      <translation>クイック作成: 質問なしで VM を作成できるようにする(&amp;Q)</translation>
    </message>
    <message>
      <source>&amp;Read again</source>
      <translation>再読み込み(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Read everything again at the end and compare</source>
      <translation>最後にすべてを読み直して比較する(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Read only</source>
      <translation>読み取り専用(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Remember in the keyring</source>
      <translation>キーリングに保存する(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Remove</source>
      <translation>削除(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Remove it when the other is complete and compared</source>
      <translation>移動先の VM の完成と比較の後に削除する(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Remove the last one</source>
      <translation>最後の 1 つを削除(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Replace the files that are there</source>
      <translation>既存のファイルを置き換える(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Resize</source>
      <translation>サイズ変更(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Restore: the UUID and MAC addresses that it had</source>
      <translation>復元: 元の UUID と MAC アドレスを使用(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>保存(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Save the report…</source>
      <translation>レポートの保存(&amp;S)…</translation>
    </message>
    <message>
      <source>&amp;Seed medium (cloud-init)</source>
      <translation>シードメディア (cloud-init)(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Show in folder</source>
      <translation>フォルダーで表示(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Shut down and convert</source>
      <translation>シャットダウンして変換(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Shut down the {n} VMs that run first, and start them at the end</source>
      <translation>先に実行中の {n} 台の VM をシャットダウンし、最後に起動する(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Shut down {name} first, and start it at the end</source>
      <translation>先に {name} をシャットダウンし、最後に起動する(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Size</source>
      <translation>サイズ(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Start the VM at the end</source>
      <translation>最後に VM を起動する(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Start the VMs when they are there</source>
      <translation>作成後に VM を起動する(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Start the new VM automatically</source>
      <translation>新しい VM を自動的に起動する(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Start them when they are made</source>
      <translation>作成後に起動する(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;State of the VM</source>
      <translation>VM の状態(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;State of the source</source>
      <translation>複製元の状態(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Storage</source>
      <translation>ストレージ(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Test</source>
      <translation>テスト(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Test the connection</source>
      <translation>接続のテスト(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Theme</source>
      <translation>テーマ(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Thin: take space as it is written</source>
      <translation>シン: 書き込まれた分だけ容量を使用(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Thin: take space only for what is written</source>
      <translation>シン: 書き込まれた分だけ容量を使用(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Throw away</source>
      <translation>破棄(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Time zone</source>
      <translation>タイムゾーン(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Tools</source>
      <translation>ツール(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Topology</source>
      <translation>トポロジ(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Try libguestfs there</source>
      <translation>そのホストで libguestfs を試す(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;URL of the key</source>
      <translation>鍵の URL(&amp;U)</translation>
    </message>
    <message>
      <source>&amp;Unattended installation</source>
      <translation>無人インストール(&amp;U)</translation>
    </message>
    <message>
      <source>&amp;Undo my changes</source>
      <translation>変更を元に戻す(&amp;U)</translation>
    </message>
    <message>
      <source>&amp;User</source>
      <translation>ユーザー(&amp;U)</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>表示(&amp;V)</translation>
    </message>
    <message>
      <source>&amp;Virtual CPUs</source>
      <translation>仮想 CPU(&amp;V)</translation>
    </message>
    <message>
      <source>&amp;Wait for a shutdown</source>
      <translation>シャットダウンの待ち時間(&amp;W)</translation>
    </message>
    <message>
      <source>&amp;With the snapshots, for Virtdeck ({size} more)</source>
      <translation>スナップショットを含める (Virtdeck 用、{size} 追加)(&amp;W)</translation>
    </message>
    <message>
      <source>&amp;XML</source>
      <translation>XML(&amp;X)</translation>
    </message>
    <message>
      <source>&amp;libvirt</source>
      <translation>libvirt(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;vCPUs</source>
      <translation>vCPU(&amp;V)</translation>
    </message>
    <message>
      <source>&amp;virt-sysprep, in the clones' disks</source>
      <translation>virt-sysprep (複製のディスク内)(&amp;V)</translation>
    </message>
    <message>
      <source>(without a name)</source>
      <translation>(名前なし)</translation>
    </message>
    <message>
      <source>--connect names hosts for this run only; host-add keeps one.</source>
      <translation>--connect で指定したホストは今回の実行のみ有効です。host-add で保存できます。</translation>
    </message>
    <message>
      <source>--copy, --snapshot, --shutdown and --prepare belong to --from-vm</source>
      <translation>--copy、--snapshot、--shutdown、--prepare は --from-vm とともに指定します</translation>
    </message>
    <message>
      <source>--count needs --name-pattern, such as web-###</source>
      <translation>--count には --name-pattern (例: web-###) が必要です</translation>
    </message>
    <message>
      <source>--disks means all of them: leave --disk out</source>
      <translation>--disks はすべてのディスクを意味します。--disk を指定しないでください</translation>
    </message>
    <message>
      <source>--iso says which disc --insert inserts</source>
      <translation>--iso は --insert で挿入する ISO を指定します</translation>
    </message>
    <message>
      <source>--name is for one VM; there are {n}.</source>
      <translation>--name は VM が 1 台の場合に指定します。{n} 台の VM があります。</translation>
    </message>
    <message>
      <source>--name or --name-pattern is needed</source>
      <translation>--name または --name-pattern が必要です</translation>
    </message>
    <message>
      <source>--network and --no-network exclude each other</source>
      <translation>--network と --no-network を同時に指定することはできません</translation>
    </message>
    <message>
      <source>--silence belongs to --switch-to-virtio</source>
      <translation>--silence は --switch-to-virtio とともに指定します</translation>
    </message>
    <message>
      <source>--wait-agent and --wait-install need a started VM: leave --no-start out</source>
      <translation>--wait-agent と --wait-install には起動した VM が必要です。--no-start を指定しないでください</translation>
    </message>
    <message>
      <source>1 VM needs guest tools</source>
      <translation>1 台の VM にゲストツールが必要です</translation>
    </message>
    <message>
      <source>1 day {h} h</source>
      <translation>1 日 {h} 時間</translation>
    </message>
    <message>
      <source>1 disk is copied to {host}.</source>
      <translation>1 個のディスクを {host} にコピーします。</translation>
    </message>
    <message>
      <source>1 disk under it</source>
      <translation>基のディスク 1 個</translation>
    </message>
    <message>
      <source>1 failed</source>
      <translation>失敗 1 件</translation>
    </message>
    <message>
      <source>1 hour ago</source>
      <translation>1 時間前</translation>
    </message>
    <message>
      <source>1 match</source>
      <translation>1 件一致</translation>
    </message>
    <message>
      <source>1 minute</source>
      <translation>1 分</translation>
    </message>
    <message>
      <source>1 minute ago</source>
      <translation>1 分前</translation>
    </message>
    <message>
      <source>1 needs tools</source>
      <translation>1 台にツールが必要</translation>
    </message>
    <message>
      <source>1 network card</source>
      <translation>ネットワークカード 1 枚</translation>
    </message>
    <message>
      <source>1 running</source>
      <translation>実行中 1 件</translation>
    </message>
    <message>
      <source>1 socket with 1 core</source>
      <translation>1 ソケット (1 コア)</translation>
    </message>
    <message>
      <source>1 socket with {cores} cores per socket</source>
      <translation>1 ソケット (ソケットあたり {cores} コア)</translation>
    </message>
    <message>
      <source>1 vCPU</source>
      <translation>1 vCPU</translation>
    </message>
    <message>
      <source>1 vCPU, {memory}</source>
      <translation>1 vCPU、{memory}</translation>
    </message>
    <message>
      <source>1 warning</source>
      <translation>警告 1 件</translation>
    </message>
    <message>
      <source>A CD drive with the tools disc was added to {name}.</source>
      <translation>ツール ISO の入った CD ドライブを {name} に追加しました。</translation>
    </message>
    <message>
      <source>A CD or DVD that lies in the drive of the host itself.</source>
      <translation>ホスト自身のドライブに入っている CD または DVD です。</translation>
    </message>
    <message>
      <source>A LUN is passed through to it: the clone uses the same one.</source>
      <translation>LUN がパススルーされており、複製も同じものを使用します。</translation>
    </message>
    <message>
      <source>A Linux from other hardware needs its start files made anew for virtio.</source>
      <translation>ほかのハードウェアの Linux では、virtio 用に起動ファイルを作成し直す必要があります。</translation>
    </message>
    <message>
      <source>A PowerShell script for one machine, run there by its administrator: it checks the machine, or sends a shadow copy of its disks.</source>
      <translation>1 台のマシン専用の PowerShell スクリプト。管理者がマシンで実行すると、マシンを確認するか、ディスクのシャドウコピーを送信します。</translation>
    </message>
    <message>
      <source>A URI can't contain spaces.</source>
      <translation>URI に空白を含めることはできません。</translation>
    </message>
    <message>
      <source>A VM</source>
      <translation>VM</translation>
    </message>
    <message>
      <source>A VM has at least one vCPU, and its largest number of vCPUs is not below the number that it starts with.</source>
      <translation>VM には 1 個以上の vCPU が必要です。また、vCPU の最大数を起動時の数より小さくすることはできません。</translation>
    </message>
    <message>
      <source>A VM has at most {limit} disks, CD drives included ({who}).</source>
      <translation>VM のディスクは CD ドライブを含めて最大 {limit} 個です ({who})。</translation>
    </message>
    <message>
      <source>A VM has at most {limit} network interfaces ({who}).</source>
      <translation>VM のネットワークインターフェイスは最大 {limit} 個です ({who})。</translation>
    </message>
    <message>
      <source>A VM has this MAC address already.</source>
      <translation>この MAC アドレスの VM がすでにあります。</translation>
    </message>
    <message>
      <source>A VM is cloned from the template and started, without questions.</source>
      <translation>テンプレートから質問なしで VM を複製し、起動します。</translation>
    </message>
    <message>
      <source>A VM needs a name.</source>
      <translation>VM には名前が必要です。</translation>
    </message>
    <message>
      <source>A VM needs some memory.</source>
      <translation>VM にはメモリが必要です。</translation>
    </message>
    <message>
      <source>A VM that is converted keeps its name.</source>
      <translation>変換する VM の名前は変わりません。</translation>
    </message>
    <message>
      <source>A block device of the host that is mounted by libvirt</source>
      <translation>libvirt がマウントする、ホストのブロックデバイス</translation>
    </message>
    <message>
      <source>A bootable image can't be built: virt-p2v-make-disk is missing here.</source>
      <translation>ブートイメージをビルドできません: virt-p2v-make-disk がここにありません。</translation>
    </message>
    <message>
      <source>A bridge of the same name must be on this host: {names}.</source>
      <translation>このホストに同じ名前のブリッジが必要です: {names}。</translation>
    </message>
    <message>
      <source>A change counts from each VM's next start.</source>
      <translation>変更は各 VM の次回の起動時から有効になります。</translation>
    </message>
    <message>
      <source>A channel between guest and host is left out ({name}).</source>
      <translation>ゲストとホスト間のチャネル ({name}) は除外されます。</translation>
    </message>
    <message>
      <source>A complete template brings its disk along.</source>
      <translation>完全テンプレートにはディスクが含まれています。</translation>
    </message>
    <message>
      <source>A copy as after a power failure (crash-consistent) will &amp;do for the others</source>
      <translation>それ以外は停電後と同じ状態 (クラッシュ整合性) のコピーを許容する(&amp;D)</translation>
    </message>
    <message>
      <source>A copy-on-write disk on LVM would take its full size and slow the template down.</source>
      <translation>LVM 上のコピーオンライトディスクは全容量を使用し、テンプレートの動作も遅くなります。</translation>
    </message>
    <message>
      <source>A desktop console for libvirt: hosts, virtual machines and templates, point and click.</source>
      <translation>libvirt のデスクトップコンソール: ホスト、仮想マシン、テンプレートをマウスで操作できます。</translation>
    </message>
    <message>
      <source>A desktop console for libvirt: pools of hosts, templates and wizards, point and click.</source>
      <translation>libvirt のデスクトップコンソール: ホストのプール、テンプレート、ウィザードをマウスで操作できます。</translation>
    </message>
    <message>
      <source>A device could not be added to {name}</source>
      <translation>{name} にデバイスを追加できませんでした</translation>
    </message>
    <message>
      <source>A device could not be removed from {name}</source>
      <translation>{name} からデバイスを削除できませんでした</translation>
    </message>
    <message>
      <source>A device of {name} could not be changed</source>
      <translation>{name} のデバイスを変更できませんでした</translation>
    </message>
    <message>
      <source>A disk can't be made smaller: what the guest has stored at its end would be cut off.</source>
      <translation>ディスクを小さくすることはできません。ゲストが末尾に保存したデータが失われます。</translation>
    </message>
    <message>
      <source>A disk can't be written as {format} in this kind of package.</source>
      <translation>この種類のパッケージでは、ディスクを {format} として書き出せません。</translation>
    </message>
    <message>
      <source>A disk could not be added to {name}</source>
      <translation>{name} にディスクを追加できませんでした</translation>
    </message>
    <message>
      <source>A disk has at least 1 MiB.</source>
      <translation>ディスクのサイズは 1 MiB 以上必要です。</translation>
    </message>
    <message>
      <source>A disk has at least {size}.</source>
      <translation>ディスクのサイズは {size} 以上必要です。</translation>
    </message>
    <message>
      <source>A disk image</source>
      <translation>ディスクイメージ</translation>
    </message>
    <message>
      <source>A disk of {name} could not be resized</source>
      <translation>{name} のディスクのサイズを変更できませんでした</translation>
    </message>
    <message>
      <source>A disk of {name} is larger than 2040 GiB, the most that VHD takes.</source>
      <translation>{name} のディスクが VHD の上限 2040 GiB を超えています。</translation>
    </message>
    <message>
      <source>A disk starts only with the firmware that it was installed with.</source>
      <translation>ディスクは、インストール時と同じファームウェアでのみ起動します。</translation>
    </message>
    <message>
      <source>A disk's size is a multiple of 512 bytes.</source>
      <translation>ディスクのサイズは 512 バイトの倍数です。</translation>
    </message>
    <message>
      <source>A file system on {disk} was not closed cleanly.</source>
      <translation>{disk} のファイルシステムが正常に閉じられていません。</translation>
    </message>
    <message>
      <source>A firewall of this computer has to let it in.</source>
      <translation>このコンピュータのファイアウォールで通信を許可してください。</translation>
    </message>
    <message>
      <source>A folder of the host, also one that several hosts have mounted</source>
      <translation>ホストのフォルダー (複数のホストがマウントしているものも可)</translation>
    </message>
    <message>
      <source>A fully virtual machine on Xen starts with at most {n} disks.</source>
      <translation>Xen の完全仮想化マシンが起動できるディスクは最大 {n} 個です。</translation>
    </message>
    <message>
      <source>A guest that changes its memory faster than it can be copied is slowed down until it is done.</source>
      <translation>コピーが追いつかないほどメモリの変更が多いゲストは、完了するまで動作が遅くなります。</translation>
    </message>
    <message>
      <source>A key that expires and a folder for the result are made on the conversion host. Both go away at the end.</source>
      <translation>有効期限のある鍵と結果の保存先フォルダーを変換ホストに作成します。どちらも最後に削除されます。</translation>
    </message>
    <message>
      <source>A link beside a line mends what is missing. It never runs anything inside the guest by itself.</source>
      <translation>行の横のリンクで、足りないものを補うことができます。リンクがゲスト内で何かを勝手に実行することはありません。</translation>
    </message>
    <message>
      <source>A live migration tries it, and says so where it fails.</source>
      <translation>ライブ移行時に試行され、失敗した場合は通知されます。</translation>
    </message>
    <message>
      <source>A local medium is in the drive {drive}: {medium}. Eject it first.</source>
      <translation>ドライブ {drive} にローカルのメディア {medium} が入っています。先に取り出してください。</translation>
    </message>
    <message>
      <source>A manifest says what its files have to be: their digests are compared while they are read.</source>
      <translation>マニフェストにファイルの正しい内容が記載されています。読み取り時にダイジェストを比較します。</translation>
    </message>
    <message>
      <source>A name can't contain control characters.</source>
      <translation>名前に制御文字を含めることはできません。</translation>
    </message>
    <message>
      <source>A name can't contain line breaks or control characters.</source>
      <translation>名前に改行や制御文字を含めることはできません。</translation>
    </message>
    <message>
      <source>A name can't contain “/” or control characters.</source>
      <translation>名前に「/」や制御文字を含めることはできません。</translation>
    </message>
    <message>
      <source>A name can't contain “/”.</source>
      <translation>名前に「/」を含めることはできません。</translation>
    </message>
    <message>
      <source>A name can't have a slash or control characters, and at most 120 letters.</source>
      <translation>名前にスラッシュや制御文字を含めることはできません。長さは最大 120 文字です。</translation>
    </message>
    <message>
      <source>A name can't have a slash or control characters, begin with a hyphen, or be “.” or “..”.</source>
      <translation>名前にスラッシュや制御文字を含めることはできません。また、先頭にハイフンを使用することや、「.」または「..」にすることもできません。</translation>
    </message>
    <message>
      <source>A network card is left out: it is connected to nothing here.</source>
      <translation>ネットワークカードは、ここで接続先がないため、除外されます。</translation>
    </message>
    <message>
      <source>A network card of the type {type} can't be put into a network here.</source>
      <translation>種類 {type} のネットワークカードは、ここでネットワークに接続できません。</translation>
    </message>
    <message>
      <source>A network card of {name} is connected to a device of its host ({device}).</source>
      <translation>{name} のネットワークカードがホストのデバイス ({device}) に接続されています。</translation>
    </message>
    <message>
      <source>A network repository</source>
      <translation>ネットワークリポジトリ</translation>
    </message>
    <message>
      <source>A new UUID. The original may run beside it.</source>
      <translation>新しい UUID を使用します。元の VM と同時に実行できます。</translation>
    </message>
    <message>
      <source>A new machine</source>
      <translation>新しいマシン</translation>
    </message>
    <message>
      <source>A new pool…</source>
      <translation>新規プール…</translation>
    </message>
    <message>
      <source>A part of the disk arrived damaged (at byte {offset}).</source>
      <translation>ディスクの一部が破損して届きました (バイト {offset})。</translation>
    </message>
    <message>
      <source>A password does not belong into an address.</source>
      <translation>アドレスにパスワードを含めることはできません。</translation>
    </message>
    <message>
      <source>A password does not belong into the URI.</source>
      <translation>URI にパスワードを含めることはできません。</translation>
    </message>
    <message>
      <source>A per-user libvirt can't open the host's drives.</source>
      <translation>ユーザー専用の libvirt はホストのドライブを開くことができません。</translation>
    </message>
    <message>
      <source>A per-user libvirt may not connect VMs to a bridge of its computer.</source>
      <translation>ユーザー専用の libvirt は、VM をコンピュータのブリッジに接続できません。</translation>
    </message>
    <message>
      <source>A per-user libvirt may not make network devices on its computer.</source>
      <translation>ユーザー専用の libvirt は、コンピュータにネットワークデバイスを作成できません。</translation>
    </message>
    <message>
      <source>A per-user libvirt may not set up NAT on its computer.</source>
      <translation>ユーザー専用の libvirt は、コンピュータに NAT を設定できません。</translation>
    </message>
    <message>
      <source>A per-user libvirt: VMs have a user network (outgoing only), and no bridges or NAT networks can be made here.</source>
      <translation>ユーザー専用の libvirt です。VM はユーザーネットワーク (外向きのみ) を使用します。ブリッジや NAT ネットワークは作成できません。</translation>
    </message>
    <message>
      <source>A picture of the screen is on the clipboard.</source>
      <translation>画面の画像をクリップボードにコピーしました。</translation>
    </message>
    <message>
      <source>A pool is a group of hosts that Virtdeck keeps. Nothing on the hosts changes.</source>
      <translation>プールは、Virtdeck が管理するホストのグループです。ホストは何も変更されません。</translation>
    </message>
    <message>
      <source>A qcow2 or raw image</source>
      <translation>qcow2 または raw イメージ</translation>
    </message>
    <message>
      <source>A qcow2 or raw image of this computer, such as a cloud image, is copied to the host.</source>
      <translation>このコンピュータの qcow2 または raw イメージ (クラウドイメージなど) をホストにコピーします。</translation>
    </message>
    <message>
      <source>A restored VM has the MAC addresses that it had.</source>
      <translation>復元した VM は元の MAC アドレスを使用します。</translation>
    </message>
    <message>
      <source>A running Linux, or Windows with OpenSSH; any machine booted from Linux rescue media. Nothing is installed, and it is only read.</source>
      <translation>稼働中の Linux または OpenSSH のある Windows、あるいは Linux レスキューメディアから起動したマシン。何もインストールされず、読み取るのみです。</translation>
    </message>
    <message>
      <source>A screen of the type {kind} is left out.</source>
      <translation>種類 {kind} の画面は除外されます。</translation>
    </message>
    <message>
      <source>A secret is named by its UUID.</source>
      <translation>シークレットは UUID で指定します。</translation>
    </message>
    <message>
      <source>A serial port of it is bound to a port or device of the host: only one of the two VMs can run with it at a time.</source>
      <translation>シリアルポートがホストのポートまたはデバイスに割り当てられています。2 台の VM のうち、これを使用して同時に実行できるのは 1 台のみです。</translation>
    </message>
    <message>
      <source>A serial port was connected to something of another host: it becomes a console of its own.</source>
      <translation>シリアルポートは別のホスト上のものに接続されていたため、独立したコンソールになります。</translation>
    </message>
    <message>
      <source>A small Linux, ready to run: no installation is needed. It has the I/O drivers and the management agent.</source>
      <translation>すぐに実行できる小さな Linux です。インストールは不要です。I/O ドライバーと管理エージェントが含まれています。</translation>
    </message>
    <message>
      <source>A small disk is written through {host}, looked for through the others, and removed. Only then is the folder taken as shared.</source>
      <translation>{host} から小さなディスクを書き込み、ほかのホストから確認した後、削除します。確認できた場合にのみ、共有フォルダーとして扱われます。</translation>
    </message>
    <message>
      <source>A small virtio disk was added to {name}, so that Windows loads its storage driver.</source>
      <translation>Windows がストレージドライバーを読み込むように、小さな virtio ディスクを {name} に追加しました。</translation>
    </message>
    <message>
      <source>A snapshot of {name} could not be restored</source>
      <translation>{name} のスナップショットを復元できませんでした</translation>
    </message>
    <message>
      <source>A storage repository could not be read</source>
      <translation>ストレージリポジトリを読み取れませんでした</translation>
    </message>
    <message>
      <source>A template can not be used as a normal VM.</source>
      <translation>テンプレートを通常の仮想マシンとして使用することはできません。</translation>
    </message>
    <message>
      <source>A template has a disk at least.</source>
      <translation>テンプレートには少なくとも 1 個のディスクが必要です。</translation>
    </message>
    <message>
      <source>A text has a character that can't be stored.</source>
      <translation>テキストに保存できない文字が含まれています。</translation>
    </message>
    <message>
      <source>A user network reaches outwards only; its addresses mean something inside the guest only.</source>
      <translation>ユーザーネットワークは外向きの通信のみ可能です。アドレスはゲスト内部でのみ有効です。</translation>
    </message>
    <message>
      <source>A virtual disk has at most {limit} ({who}).</source>
      <translation>仮想ディスクのサイズは最大 {limit} です ({who})。</translation>
    </message>
    <message>
      <source>A&amp;dd host</source>
      <translation>ホストの追加(&amp;D)</translation>
    </message>
    <message>
      <source>A&amp;dd host…</source>
      <translation>ホストの追加(&amp;D)…</translation>
    </message>
    <message>
      <source>ADDRESS</source>
      <translation>アドレス</translation>
    </message>
    <message>
      <source>ADDRESSES</source>
      <translation>アドレス</translation>
    </message>
    <message>
      <source>Able to receive updates from Windows Update</source>
      <translation>Windows Update からのアップデート受信が可能</translation>
    </message>
    <message>
      <source>About Virtdeck</source>
      <translation>Virtdeck について</translation>
    </message>
    <message>
      <source>About {needed} MiB are needed, and {folder} has {free} MiB free.</source>
      <translation>約 {needed} MiB が必要ですが、{folder} の空きは {free} MiB です。</translation>
    </message>
    <message>
      <source>About {size}, {time} on an ordinary computer.</source>
      <translation>サイズ: 約 {size}、一般的なコンピュータでの所要時間: {time}。</translation>
    </message>
    <message>
      <source>Acceleration</source>
      <translation>アクセラレーション</translation>
    </message>
    <message>
      <source>Acceleration…</source>
      <translation>アクセラレーション…</translation>
    </message>
    <message>
      <source>According to</source>
      <translation>出典</translation>
    </message>
    <message>
      <source>Activate a folder repository on the host.</source>
      <translation>ホストでフォルダー型のストレージリポジトリをアクティブにしてください。</translation>
    </message>
    <message>
      <source>Activate a storage repository, or choose another host.</source>
      <translation>ストレージリポジトリをアクティブにするか、別のホストを選択してください。</translation>
    </message>
    <message>
      <source>Active</source>
      <translation>アクティブ</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>追加</translation>
    </message>
    <message>
      <source>Add &amp;files…</source>
      <translation>ファイルの追加(&amp;F)…</translation>
    </message>
    <message>
      <source>Add a CD drive first.</source>
      <translation>先に CD ドライブを追加してください。</translation>
    </message>
    <message>
      <source>Add a disk</source>
      <translation>ディスクの追加</translation>
    </message>
    <message>
      <source>Add a disk to {name}</source>
      <translation>{name} へのディスクの追加</translation>
    </message>
    <message>
      <source>Add a driver disk to {name}</source>
      <translation>{name} へのドライバーディスクの追加</translation>
    </message>
    <message>
      <source>Add a host first.</source>
      <translation>先にホストを追加してください。</translation>
    </message>
    <message>
      <source>Add a host that is not in the list yet</source>
      <translation>まだ一覧にないホストを追加します</translation>
    </message>
    <message>
      <source>Add a host to the list.</source>
      <translation>ホストを一覧に追加します。</translation>
    </message>
    <message>
      <source>Add a network card</source>
      <translation>ネットワークカードの追加</translation>
    </message>
    <message>
      <source>Add a network card to {name}</source>
      <translation>{name} へのネットワークカードの追加</translation>
    </message>
    <message>
      <source>Add a new disk to {name}</source>
      <translation>{name} への新しいディスクの追加</translation>
    </message>
    <message>
      <source>Add agent channel</source>
      <translation>エージェントチャネルを追加</translation>
    </message>
    <message>
      <source>Add an agent channel to {name}</source>
      <translation>{name} へのエージェントチャネルの追加</translation>
    </message>
    <message>
      <source>Add driver disk</source>
      <translation>ドライバーディスクを追加</translation>
    </message>
    <message>
      <source>Add f&amp;older…</source>
      <translation>フォルダーの追加(&amp;O)…</translation>
    </message>
    <message>
      <source>Add host</source>
      <translation>ホストの追加</translation>
    </message>
    <message>
      <source>Add hosts to the pool {name}</source>
      <translation>プール {name} へのホストの追加</translation>
    </message>
    <message>
      <source>Add hosts to the pool…</source>
      <translation>プールにホストを追加…</translation>
    </message>
    <message>
      <source>Add hosts to {name}</source>
      <translation>{name} へのホストの追加</translation>
    </message>
    <message>
      <source>Add hosts…</source>
      <translation>ホストの追加…</translation>
    </message>
    <message>
      <source>Add it</source>
      <translation>追加</translation>
    </message>
    <message>
      <source>Add it read only, or restore the disk speed (full copy) of what is based on it first.</source>
      <translation>読み取り専用で追加するか、先にこれを基にしているディスクの速度を復元 (完全なコピー) してください。</translation>
    </message>
    <message>
      <source>Add the disk {disk} to {name}</source>
      <translation>{name} へのディスク {disk} の追加</translation>
    </message>
    <message>
      <source>Add the system libvirt of this computer</source>
      <translation>このコンピュータのシステムの libvirt を追加</translation>
    </message>
    <message>
      <source>Add them, with their MAC addresses, when the physical machine is off.</source>
      <translation>物理マシンの停止後に、元の MAC アドレスを指定してネットワークカードを追加してください。</translation>
    </message>
    <message>
      <source>Add to pool</source>
      <translation>プールに追加</translation>
    </message>
    <message>
      <source>Add to pool…</source>
      <translation>プールに追加…</translation>
    </message>
    <message>
      <source>Add your hosts</source>
      <translation>ホストを追加</translation>
    </message>
    <message>
      <source>Add {host}</source>
      <translation>{host} の追加</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>アドレス</translation>
    </message>
    <message>
      <source>Address (URI)</source>
      <translation>アドレス (URI)</translation>
    </message>
    <message>
      <source>Address of the conversion host</source>
      <translation>変換ホストのアドレス</translation>
    </message>
    <message>
      <source>Address of the machine</source>
      <translation>マシンのアドレス</translation>
    </message>
    <message>
      <source>Address of the network repository</source>
      <translation>ネットワークリポジトリのアドレス</translation>
    </message>
    <message>
      <source>Addresses</source>
      <translation>アドレス</translation>
    </message>
    <message>
      <source>Addresses are set by a seed medium.</source>
      <translation>アドレスはシードメディアで設定されます。</translation>
    </message>
    <message>
      <source>Addresses of this computer</source>
      <translation>このコンピュータのアドレス</translation>
    </message>
    <message>
      <source>Add…</source>
      <translation>追加…</translation>
    </message>
    <message>
      <source>Administrator rights</source>
      <translation>管理者権限</translation>
    </message>
    <message>
      <source>Advanced</source>
      <translation>詳細設定</translation>
    </message>
    <message>
      <source>After a switch to virtio: how long a guest may stay silent before it is started again with its old devices.</source>
      <translation>virtio に切り替えた後、以前のデバイスで起動し直すまでにゲストの動作を待つ時間です。</translation>
    </message>
    <message>
      <source>After the conversion</source>
      <translation>変換後の作業</translation>
    </message>
    <message>
      <source>After the conversion: all done</source>
      <translation>変換後の作業の完了</translation>
    </message>
    <message>
      <source>After the first pass these commands run on it, and what changed is copied again. Without commands, stop its services yourself.</source>
      <translation>1 回目のコピーの後、これらのコマンドをマシンで実行し、変更された部分をもう一度コピーします。コマンドがない場合は、サービスを手動で停止してください。</translation>
    </message>
    <message>
      <source>After the first start on Xen, install the Xen drivers for Windows in the VM.</source>
      <translation>Xen での初回起動後、VM に Windows 用の Xen ドライバーをインストールしてください。</translation>
    </message>
    <message>
      <source>All</source>
      <translation>すべて</translation>
    </message>
    <message>
      <source>All disks of one machine together: single files, the first part of a split image, or their folder.</source>
      <translation>1 台のマシンのすべてのディスクを一緒に指定します: 個別のファイル、分割イメージの最初のパート、またはそれらのフォルダー。</translation>
    </message>
    <message>
      <source>All disks together: {size} at most.</source>
      <translation>すべてのディスクの合計: 最大 {size}。</translation>
    </message>
    <message>
      <source>All done: put this list away</source>
      <translation>すべて完了: この一覧を消去</translation>
    </message>
    <message>
      <source>All events</source>
      <translation>すべてのイベント</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>すべてのファイル</translation>
    </message>
    <message>
      <source>All hosts are connected.</source>
      <translation>すべてのホストが接続されています。</translation>
    </message>
    <message>
      <source>All hosts share the storage {names}.</source>
      <translation>すべてのホストがストレージ {names} を共有しています。</translation>
    </message>
    <message>
      <source>All keys go to the VM. Ctrl+Alt lets go.</source>
      <translation>キーは VM に送られます。Ctrl+Alt で解放。</translation>
    </message>
    <message>
      <source>All network cards</source>
      <translation>すべてのネットワークカード</translation>
    </message>
    <message>
      <source>All that can be emulated (maximum)</source>
      <translation>エミュレート可能なすべて (maximum)</translation>
    </message>
    <message>
      <source>All that is on it is lost. Nothing uses it now.</source>
      <translation>ディスクの内容はすべて失われます。現在は使用されていません。</translation>
    </message>
    <message>
      <source>All that is on them is lost. Nothing uses them now.</source>
      <translation>これらのディスクの内容はすべて失われます。現在は使用されていません。</translation>
    </message>
    <message>
      <source>All virtual disks in it are deleted.</source>
      <translation>その中の仮想ディスクはすべて削除されます。</translation>
    </message>
    <message>
      <source>All {all} can take part.</source>
      <translation>{all} 台すべてで実行できます。</translation>
    </message>
    <message>
      <source>Allocated</source>
      <translation>割り当て済み</translation>
    </message>
    <message>
      <source>Allow</source>
      <translation>許可</translation>
    </message>
    <message>
      <source>Allow AllowStreamLocalForwarding in its sshd_config, or install virt-ssh-helper (libvirt 6.8 or newer) on the host.</source>
      <translation>ホストの sshd_config で AllowStreamLocalForwarding を許可するか、ホストに virt-ssh-helper (libvirt 6.8 以降) をインストールしてください。</translation>
    </message>
    <message>
      <source>Also on the other hosts that share it: {names}</source>
      <translation>共有しているほかのホストからも削除する: {names}</translation>
    </message>
    <message>
      <source>Always &amp;KVM</source>
      <translation>常に KVM(&amp;K)</translation>
    </message>
    <message>
      <source>Always &amp;emulation</source>
      <translation>常にエミュレーション(&amp;E)</translation>
    </message>
    <message>
      <source>An ISO image in a storage repository</source>
      <translation>ストレージリポジトリの ISO イメージ</translation>
    </message>
    <message>
      <source>An ISO image of this computer</source>
      <translation>このコンピュータの ISO イメージ</translation>
    </message>
    <message>
      <source>An ISO image of this computer…</source>
      <translation>このコンピュータの ISO イメージ…</translation>
    </message>
    <message>
      <source>An address with +unix is on this computer and takes no host name: “{uri}”.</source>
      <translation>+unix 付きのアドレスはこのコンピュータを指すため、ホスト名を指定できません: 「{uri}」。</translation>
    </message>
    <message>
      <source>An earlier copy left shadow copies on {name}: {copies}.</source>
      <translation>以前のコピーのシャドウコピーが {name} に残っています: {copies}。</translation>
    </message>
    <message>
      <source>An earlier copy left snapshots on {name}: {snapshots}.</source>
      <translation>以前のコピーのスナップショットが {name} に残っています: {snapshots}。</translation>
    </message>
    <message>
      <source>An earlier copy that was cut off may have left a shadow copy of {volumes}.</source>
      <translation>途中で切断された以前のコピーにより、{volumes} のシャドウコピーが残っている可能性があります。</translation>
    </message>
    <message>
      <source>An error in Virtdeck itself. Details are in the log.</source>
      <translation>Virtdeck 自体のエラーです。詳細はログにあります。</translation>
    </message>
    <message>
      <source>An iSCSI target's name begins with “iqn.”, “eui.” or “naa.”.</source>
      <translation>iSCSI ターゲットの名前の先頭は「iqn.」、「eui.」、「naa.」のいずれかです。</translation>
    </message>
    <message>
      <source>An image that a host already has.</source>
      <translation>ホストにすでにあるイメージです。</translation>
    </message>
    <message>
      <source>An interrupted task of an earlier run left something behind.</source>
      <translation>以前の実行で中断されたタスクが残したオブジェクトがあります。</translation>
    </message>
    <message>
      <source>An operating system is being installed in {name}.</source>
      <translation>{name} にオペレーティングシステムをインストールしています。</translation>
    </message>
    <message>
      <source>An operating system is being installed in {name}: it can move when that is done.</source>
      <translation>{name} にオペレーティングシステムをインストール中です。完了すると移動できます。</translation>
    </message>
    <message>
      <source>An operating system is being installed in {name}; its installer restarts it.</source>
      <translation>{name} にオペレーティングシステムをインストールしています。再起動はインストーラーが行います。</translation>
    </message>
    <message>
      <source>An operating system is being installed. The disk boots by itself after the installer's first restart.</source>
      <translation>オペレーティングシステムをインストールしています。インストーラーによる最初の再起動後は、ディスクから自動的に起動します。</translation>
    </message>
    <message>
      <source>An unattended installation from this medium is not known to work.</source>
      <translation>このメディアからの無人インストールは動作が確認されていません。</translation>
    </message>
    <message>
      <source>An unattended installation needs an ISO image or a network repository.</source>
      <translation>無人インストールには ISO イメージまたはネットワークリポジトリが必要です。</translation>
    </message>
    <message>
      <source>Another Virtdeck is starting this computer's private libvirt and does not get on with it.</source>
      <translation>別の Virtdeck がこのコンピュータのプライベート libvirt を起動中ですが、処理が進んでいません。</translation>
    </message>
    <message>
      <source>Another bridge of the host …</source>
      <translation>ホストの別のブリッジ…</translation>
    </message>
    <message>
      <source>Another connection to {host} could not be opened</source>
      <translation>{host} への 2 つ目の接続を開けませんでした</translation>
    </message>
    <message>
      <source>Another host of its pool has a definition of this VM already.</source>
      <translation>プールの別のホストにこの VM の定義がすでにあります。</translation>
    </message>
    <message>
      <source>Another hypervisor: {here} here, {there} there.</source>
      <translation>ハイパーバイザーが異なります: 移行元は {here}、移行先は {there} です。</translation>
    </message>
    <message>
      <source>Another processor architecture: {there}, not {here}.</source>
      <translation>プロセッサのアーキテクチャが {here} ではなく {there} です。</translation>
    </message>
    <message>
      <source>Answer</source>
      <translation>回答</translation>
    </message>
    <message>
      <source>Answers of the unattended installation</source>
      <translation>無人インストールの応答ファイル</translation>
    </message>
    <message>
      <source>Any machine that boots from virt-p2v media (USB, CD or network): it sends its disks to a conversion host, which Virtdeck watches.</source>
      <translation>virt-p2v メディア (USB、CD、またはネットワーク) から起動する任意のマシン。マシンが変換ホストにディスクを送信し、Virtdeck がその状況を監視します。</translation>
    </message>
    <message>
      <source>Arrow keys select, Enter or a double click opens the VM's Console tab. VMs of Xen hosts have no small picture.</source>
      <translation>矢印キーで選択し、Enter キーまたはダブルクリックで VM の [コンソール] タブを開きます。Xen ホストの VM の小さな画面は表示されません。</translation>
    </message>
    <message>
      <source>As a &amp;copy: a new identity</source>
      <translation>コピー: 新しい固有情報を使用(&amp;C)</translation>
    </message>
    <message>
      <source>As a copy: a new identity</source>
      <translation>コピー: 新しい固有情報を使用</translation>
    </message>
    <message>
      <source>As it is now</source>
      <translation>現在の状態</translation>
    </message>
    <message>
      <source>As it was read</source>
      <translation>読み取った日時</translation>
    </message>
    <message>
      <source>As of which moment is it copied?</source>
      <translation>どの時点の状態をコピーしますか?</translation>
    </message>
    <message>
      <source>As text, or as PDF to be printed.</source>
      <translation>テキストとして、または印刷用の PDF として保存します。</translation>
    </message>
    <message>
      <source>As the machine has it</source>
      <translation>マシンと同じ</translation>
    </message>
    <message>
      <source>As the source: {network}</source>
      <translation>複製元と同じ: {network}</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>システムに合わせる</translation>
    </message>
    <message>
      <source>Ask the guests to restart, and wait.</source>
      <translation>ゲストに再起動を要求し、完了を待ちます。</translation>
    </message>
    <message>
      <source>Ask the guests to shut down, and wait.</source>
      <translation>ゲストにシャットダウンを要求し、完了を待ちます。</translation>
    </message>
    <message>
      <source>Ask what is offered there</source>
      <translation>提供されているものを問い合わせます</translation>
    </message>
    <message>
      <source>Asking the guest to let go of it</source>
      <translation>ゲストに解放を要求中</translation>
    </message>
    <message>
      <source>Asleep</source>
      <translation>スリープ</translation>
    </message>
    <message>
      <source>At its first start Windows restarts several times (four or more), while it installs its drivers: do not turn it off meanwhile.</source>
      <translation>Windows は初回起動時、ドライバーのインストール中に数回 (4 回以上) 再起動します。その間は電源を切らないでください。</translation>
    </message>
    <message>
      <source>At start</source>
      <translation>起動時</translation>
    </message>
    <message>
      <source>At the next start</source>
      <translation>次回の起動時</translation>
    </message>
    <message>
      <source>Attach a virtual disk to a VM, also while it runs; with --size a new one.</source>
      <translation>VM に仮想ディスクを接続します。--size を指定すると新しく作成します。実行中も可能です。</translation>
    </message>
    <message>
      <source>Attaching it</source>
      <translation>接続中</translation>
    </message>
    <message>
      <source>B&amp;rowse …</source>
      <translation>参照(&amp;R)…</translation>
    </message>
    <message>
      <source>B&amp;rowse…</source>
      <translation>参照(&amp;R)…</translation>
    </message>
    <message>
      <source>BRIDGE</source>
      <translation>ブリッジ</translation>
    </message>
    <message>
      <source>BSD</source>
      <translation>BSD</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>戻る</translation>
    </message>
    <message>
      <source>Back into the main window (Alt+Shift+U)</source>
      <translation>メインウィンドウに戻す (Alt+Shift+U)</translation>
    </message>
    <message>
      <source>Based on</source>
      <translation>基になるディスク</translation>
    </message>
    <message>
      <source>Begun</source>
      <translation>開始日時</translation>
    </message>
    <message>
      <source>Being checked now.</source>
      <translation>確認中です。</translation>
    </message>
    <message>
      <source>Being looked at.</source>
      <translation>確認中です。</translation>
    </message>
    <message>
      <source>Beside the disks that every product reads: images with the snapshots in them, which Virtdeck restores.</source>
      <translation>すべての製品で読み取れるディスクに加えて、スナップショットを含むイメージをエクスポートします。Virtdeck で復元できます。</translation>
    </message>
    <message>
      <source>Block device</source>
      <translation>ブロックデバイス</translation>
    </message>
    <message>
      <source>Block devices of a Ceph cluster; the same storage from every host</source>
      <translation>Ceph クラスターのブロックデバイスです。どのホストからも同じストレージです</translation>
    </message>
    <message>
      <source>Bolt</source>
      <translation>稲妻</translation>
    </message>
    <message>
      <source>Boot</source>
      <translation>起動</translation>
    </message>
    <message>
      <source>Boot it from Linux rescue media with an ssh server, and connect again.</source>
      <translation>ssh サーバーを含む Linux レスキューメディアから起動し、接続し直してください。</translation>
    </message>
    <message>
      <source>Boot order</source>
      <translation>ブート順序</translation>
    </message>
    <message>
      <source>Boot the machine from virt-p2v media with this kernel command line:</source>
      <translation>次のカーネルコマンドラインで、マシンを virt-p2v メディアから起動してください:</translation>
    </message>
    <message>
      <source>Boot the physical machine from virt-p2v media. Virtdeck waits for it, and makes the VM.</source>
      <translation>物理マシンを virt-p2v メディアから起動してください。Virtdeck が待機し、VM を作成します。</translation>
    </message>
    <message>
      <source>Br&amp;owse…</source>
      <translation>参照(&amp;O)…</translation>
    </message>
    <message>
      <source>Bridge</source>
      <translation>ブリッジ</translation>
    </message>
    <message>
      <source>Bridge {bridge}</source>
      <translation>ブリッジ {bridge}</translation>
    </message>
    <message>
      <source>Bridge {name}</source>
      <translation>ブリッジ {name}</translation>
    </message>
    <message>
      <source>Bridged to a network of the host</source>
      <translation>ホストのネットワークにブリッジ</translation>
    </message>
    <message>
      <source>Bring it back</source>
      <translation>ここに戻す</translation>
    </message>
    <message>
      <source>Bringing the disc to the host</source>
      <translation>メディアをホストに転送中</translation>
    </message>
    <message>
      <source>Bringing {disk} ({number} of {count})</source>
      <translation>{disk} を転送中 ({number} / {count})</translation>
    </message>
    <message>
      <source>Brings the drivers of a VM, mends the boot loader, installs the management agent, and removes the tools of other products.</source>
      <translation>VM 用のドライバーを追加し、ブートローダーを修正し、管理エージェントをインストールして、ほかの製品のツールを削除します。</translation>
    </message>
    <message>
      <source>Browse</source>
      <translation>参照</translation>
    </message>
    <message>
      <source>Browse for a disk image</source>
      <translation>ディスクイメージの参照</translation>
    </message>
    <message>
      <source>Browse for the folder</source>
      <translation>フォルダーの参照</translation>
    </message>
    <message>
      <source>Browse: {what}</source>
      <translation>参照: {what}</translation>
    </message>
    <message>
      <source>Browse…</source>
      <translation>参照…</translation>
    </message>
    <message>
      <source>Build a bootable &amp;image…</source>
      <translation>ブートイメージのビルド(&amp;I)…</translation>
    </message>
    <message>
      <source>Build a bootable image</source>
      <translation>ブートイメージのビルド</translation>
    </message>
    <message>
      <source>Build the bootable image {file}</source>
      <translation>ブートイメージ {file} のビルド</translation>
    </message>
    <message>
      <source>Building the bootable image (some hundred MB are fetched)</source>
      <translation>ブートイメージをビルド中 (数百 MB をダウンロード)</translation>
    </message>
    <message>
      <source>Built-in template</source>
      <translation>組み込みテンプレート</translation>
    </message>
    <message>
      <source>Built-in templates</source>
      <translation>組み込みテンプレート</translation>
    </message>
    <message>
      <source>Bus</source>
      <translation>バス</translation>
    </message>
    <message>
      <source>Bus of disk {number}</source>
      <translation>ディスク {number} のバス</translation>
    </message>
    <message>
      <source>By folder</source>
      <translation>フォルダー別</translation>
    </message>
    <message>
      <source>By its label ({label}) this is not a virtio-win ISO.</source>
      <translation>ラベル ({label}) によると、virtio-win ISO ではありません。</translation>
    </message>
    <message>
      <source>By operating system</source>
      <translation>オペレーティングシステム別</translation>
    </message>
    <message>
      <source>By state</source>
      <translation>状態別</translation>
    </message>
    <message>
      <source>By tag</source>
      <translation>タグ別</translation>
    </message>
    <message>
      <source>C&amp;onvert (virt-v2v)</source>
      <translation>変換 (virt-v2v)(&amp;O)</translation>
    </message>
    <message>
      <source>CD</source>
      <translation>CD</translation>
    </message>
    <message>
      <source>CD and floppy drives are emptied.</source>
      <translation>CD ドライブとフロッピードライブは空になります。</translation>
    </message>
    <message>
      <source>CD drive</source>
      <translation>CD ドライブ</translation>
    </message>
    <message>
      <source>CD drive of the host</source>
      <translation>ホストの CD ドライブ</translation>
    </message>
    <message>
      <source>CD drive {number}</source>
      <translation>CD ドライブ {number}</translation>
    </message>
    <message>
      <source>CD or ISO image</source>
      <translation>CD または ISO イメージ</translation>
    </message>
    <message>
      <source>CHAIN</source>
      <translation>チェーン</translation>
    </message>
    <message>
      <source>CHECK</source>
      <translation>確認項目</translation>
    </message>
    <message>
      <source>CLONES</source>
      <translation>複製</translation>
    </message>
    <message>
      <source>CONNECTED</source>
      <translation>接続済み</translation>
    </message>
    <message>
      <source>CONNECTION</source>
      <translation>接続</translation>
    </message>
    <message>
      <source>CPU</source>
      <translation>CPU</translation>
    </message>
    <message>
      <source>CPU &amp; memory</source>
      <translation>CPU とメモリ</translation>
    </message>
    <message>
      <source>CPU and memory</source>
      <translation>CPU とメモリ</translation>
    </message>
    <message>
      <source>CPU model</source>
      <translation>CPU モデル</translation>
    </message>
    <message>
      <source>CPU use</source>
      <translation>CPU 使用率</translation>
    </message>
    <message>
      <source>CPUS</source>
      <translation>CPU</translation>
    </message>
    <message>
      <source>CPUs</source>
      <translation>CPU</translation>
    </message>
    <message>
      <source>CPUs, versions, networks, clocks, reach and storage of its hosts.</source>
      <translation>ホストの CPU、バージョン、ネットワーク、時計、到達性、ストレージを確認します。</translation>
    </message>
    <message>
      <source>Cache mode</source>
      <translation>キャッシュモード</translation>
    </message>
    <message>
      <source>Caches of the package manager</source>
      <translation>パッケージマネージャーのキャッシュ</translation>
    </message>
    <message>
      <source>Can't be reached</source>
      <translation>到達できません</translation>
    </message>
    <message>
      <source>Can't reach the ISO image {name}, which is on {host}.</source>
      <translation>{host} にある ISO イメージ {name} にアクセスできません。</translation>
    </message>
    <message>
      <source>Can't run VMs of the architecture {arch}.</source>
      <translation>アーキテクチャ {arch} の VM を実行できません。</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>キャンセル</translation>
    </message>
    <message>
      <source>Cancel, after asking if work would be lost</source>
      <translation>キャンセル (入力内容が失われる場合は確認)</translation>
    </message>
    <message>
      <source>Cancel: {title}</source>
      <translation>キャンセル: {title}</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>キャンセル済み</translation>
    </message>
    <message>
      <source>Cancelled.</source>
      <translation>キャンセルしました。</translation>
    </message>
    <message>
      <source>Cancelling</source>
      <translation>キャンセル中</translation>
    </message>
    <message>
      <source>Capture the disk again, or choose another file.</source>
      <translation>ディスクを取得し直すか、別のファイルを選択してください。</translation>
    </message>
    <message>
      <source>Capture the disk again, or leave it out.</source>
      <translation>ディスクを取得し直すか、除外してください。</translation>
    </message>
    <message>
      <source>Capture the disk again, to its end; of a split image, add all parts.</source>
      <translation>ディスクを最後まで取得し直してください。分割されたイメージの場合は、すべての部分を追加してください。</translation>
    </message>
    <message>
      <source>Captured images</source>
      <translation>取得済みのイメージ</translation>
    </message>
    <message>
      <source>Carry the fixed address over (Windows)</source>
      <translation>固定アドレスを引き継ぐ (Windows)</translation>
    </message>
    <message>
      <source>Ceph RBD pool</source>
      <translation>Ceph RBD プール</translation>
    </message>
    <message>
      <source>Chain</source>
      <translation>チェーン</translation>
    </message>
    <message>
      <source>Chain depth</source>
      <translation>チェーンの深さ</translation>
    </message>
    <message>
      <source>Chain map</source>
      <translation>チェーンの構成</translation>
    </message>
    <message>
      <source>Change network…</source>
      <translation>ネットワークの変更…</translation>
    </message>
    <message>
      <source>Change the network</source>
      <translation>ネットワークの変更</translation>
    </message>
    <message>
      <source>Change {target} of {name}</source>
      <translation>{name} の {target} の変更</translation>
    </message>
    <message>
      <source>Changed certificate of {host}</source>
      <translation>{host} の変更された証明書</translation>
    </message>
    <message>
      <source>Change…</source>
      <translation>変更…</translation>
    </message>
    <message>
      <source>Changing the disc</source>
      <translation>メディアを変更中</translation>
    </message>
    <message>
      <source>Changing to the new disks</source>
      <translation>新しいディスクに切り替え中</translation>
    </message>
    <message>
      <source>Channels</source>
      <translation>チャネル</translation>
    </message>
    <message>
      <source>Chec&amp;k</source>
      <translation>確認(&amp;K)</translation>
    </message>
    <message>
      <source>Check a&amp;gain</source>
      <translation>再確認(&amp;G)</translation>
    </message>
    <message>
      <source>Check address and port, and that libvirt is started.</source>
      <translation>アドレスとポート、および libvirt が起動していることを確認してください。</translation>
    </message>
    <message>
      <source>Check address and port, and that libvirt listens for TLS on the host (libvirtd-tls.socket).</source>
      <translation>アドレスとポート、およびホストの libvirt が TLS を待ち受けていること (libvirtd-tls.socket) を確認してください。</translation>
    </message>
    <message>
      <source>Check that an ssh server runs on the host, and on which port.</source>
      <translation>ホストで ssh サーバーが動作していること、およびそのポートを確認してください。</translation>
    </message>
    <message>
      <source>Check that the guest has started and that the guest agent is installed and running in it.</source>
      <translation>ゲストが起動していること、およびゲストエージェントがゲストにインストールされて動作していることを確認してください。</translation>
    </message>
    <message>
      <source>Check that the host is not overloaded or suspended, then connect again.</source>
      <translation>ホストが過負荷やスリープになっていないことを確認してから、接続し直してください。</translation>
    </message>
    <message>
      <source>Check that the host is on, and that no firewall is in between.</source>
      <translation>ホストの電源が入っていること、および途中にファイアウォールがないことを確認してください。</translation>
    </message>
    <message>
      <source>Check that the server runs on the host, and on which port.</source>
      <translation>ホストでサーバーが動作していること、およびそのポートを確認してください。</translation>
    </message>
    <message>
      <source>Check the certificates of both computers, or connect by ssh.</source>
      <translation>両方のコンピュータの証明書を確認するか、ssh で接続してください。</translation>
    </message>
    <message>
      <source>Check the host's name, or use its IP address.</source>
      <translation>ホスト名を確認するか、IP アドレスを使用してください。</translation>
    </message>
    <message>
      <source>Check the memory and the disks of both machines, and copy again.</source>
      <translation>両方のマシンのメモリとディスクを確認して、もう一度コピーしてください。</translation>
    </message>
    <message>
      <source>Check the memory of this computer and the disk that you export to, and export again.</source>
      <translation>このコンピュータのメモリとエクスポート先のディスクを確認して、エクスポートし直してください。</translation>
    </message>
    <message>
      <source>Check the pool {name}</source>
      <translation>プール {name} の確認</translation>
    </message>
    <message>
      <source>Check the pool…</source>
      <translation>プールの確認…</translation>
    </message>
    <message>
      <source>Check the port, and whether the host is overloaded or suspended.</source>
      <translation>ポートを確認し、ホストが過負荷やスリープになっていないか確認してください。</translation>
    </message>
    <message>
      <source>Check the port; the host may also want a client certificate that this computer does not have.</source>
      <translation>ポートを確認してください。ホストが、このコンピュータにないクライアント証明書を求めている可能性もあります。</translation>
    </message>
    <message>
      <source>Check the spelling, or use the host's IP address.</source>
      <translation>つづりを確認するか、ホストの IP アドレスを使用してください。</translation>
    </message>
    <message>
      <source>Check user name and password.</source>
      <translation>ユーザー名とパスワードを確認してください。</translation>
    </message>
    <message>
      <source>Check user name, password and keys; with an address like qemu+ssh://user@host/system you choose the user.</source>
      <translation>ユーザー名、パスワード、鍵を確認してください。qemu+ssh://user@host/system のようなアドレスでユーザーを指定できます。</translation>
    </message>
    <message>
      <source>Check&amp;sums</source>
      <translation>チェックサム(&amp;S)</translation>
    </message>
    <message>
      <source>Checking</source>
      <translation>確認中</translation>
    </message>
    <message>
      <source>Checking the file systems</source>
      <translation>ファイルシステムを確認中</translation>
    </message>
    <message>
      <source>Checking the free space inside</source>
      <translation>内部の空き容量を確認中</translation>
    </message>
    <message>
      <source>Checking whether hardware acceleration works…</source>
      <translation>ハードウェアアクセラレーションが動作するか確認しています…</translation>
    </message>
    <message>
      <source>Checks</source>
      <translation>確認項目</translation>
    </message>
    <message>
      <source>Checksums</source>
      <translation>チェックサム</translation>
    </message>
    <message>
      <source>Choose VHDX, VMDK or qcow2.</source>
      <translation>VHDX、VMDK、または qcow2 を選択してください。</translation>
    </message>
    <message>
      <source>Choose a VM.</source>
      <translation>VM を選択してください。</translation>
    </message>
    <message>
      <source>Choose a disk image</source>
      <translation>ディスクイメージの選択</translation>
    </message>
    <message>
      <source>Choose a disk image.</source>
      <translation>ディスクイメージを選択してください。</translation>
    </message>
    <message>
      <source>Choose a disk that nothing uses.</source>
      <translation>使用されていないディスクを選択してください。</translation>
    </message>
    <message>
      <source>Choose a file</source>
      <translation>ファイルの選択</translation>
    </message>
    <message>
      <source>Choose a file of this computer.</source>
      <translation>このコンピュータのファイルを選択してください。</translation>
    </message>
    <message>
      <source>Choose a file to upload</source>
      <translation>アップロードするファイルの選択</translation>
    </message>
    <message>
      <source>Choose a file, type an address, or drop files onto the window.</source>
      <translation>ファイルを選択するか、アドレスを入力するか、ファイルをウィンドウにドロップしてください。</translation>
    </message>
    <message>
      <source>Choose a folder</source>
      <translation>フォルダーの選択</translation>
    </message>
    <message>
      <source>Choose a folder of captured images</source>
      <translation>取得済みのイメージのフォルダーの選択</translation>
    </message>
    <message>
      <source>Choose a folder.</source>
      <translation>フォルダーを選択してください。</translation>
    </message>
    <message>
      <source>Choose a host to add.</source>
      <translation>追加するホストを選択してください。</translation>
    </message>
    <message>
      <source>Choose a host.</source>
      <translation>ホストを選択してください。</translation>
    </message>
    <message>
      <source>Choose a new machine, or one that has come to this host already. What happens there is shown while it goes on.</source>
      <translation>新しいマシン、またはこのホストにすでに接続したマシンを選択してください。処理の状況は進行に合わせて表示されます。</translation>
    </message>
    <message>
      <source>Choose a number of vCPUs that is a multiple of the cores per socket.</source>
      <translation>ソケットあたりのコア数の倍数になる vCPU の数を選択してください。</translation>
    </message>
    <message>
      <source>Choose a place on another file system (FAT takes up to 4 GiB a file).</source>
      <translation>別のファイルシステムの場所を選択してください (FAT ではファイルごとに最大 4 GiB)。</translation>
    </message>
    <message>
      <source>Choose a shorter name, for example “{name}”.</source>
      <translation>もっと短い名前にしてください (例:「{name}」)。</translation>
    </message>
    <message>
      <source>Choose a storage repository.</source>
      <translation>ストレージリポジトリを選択してください。</translation>
    </message>
    <message>
      <source>Choose an ISO image</source>
      <translation>ISO イメージの選択</translation>
    </message>
    <message>
      <source>Choose an active storage repository of {host} for the disk {disk}.</source>
      <translation>ディスク {disk} 用に {host} のアクティブなストレージリポジトリを選択してください。</translation>
    </message>
    <message>
      <source>Choose another conversion host, or install a newer virt-v2v there.</source>
      <translation>別の変換ホストを選択するか、変換ホストに新しい virt-v2v をインストールしてください。</translation>
    </message>
    <message>
      <source>Choose another folder.</source>
      <translation>別のフォルダーを選択してください。</translation>
    </message>
    <message>
      <source>Choose another host.</source>
      <translation>別のホストを選択してください。</translation>
    </message>
    <message>
      <source>Choose another name, for example “{name}”.</source>
      <translation>別の名前を選択してください (例: 「{name}」)。</translation>
    </message>
    <message>
      <source>Choose another name, or allow it to be replaced.</source>
      <translation>別の名前を選択するか、置き換えを許可してください。</translation>
    </message>
    <message>
      <source>Choose another name.</source>
      <translation>別の名前を選択してください。</translation>
    </message>
    <message>
      <source>Choose another network.</source>
      <translation>別のネットワークを選択してください。</translation>
    </message>
    <message>
      <source>Choose another place, or make space.</source>
      <translation>別の場所を選択するか、空き容量を増やしてください。</translation>
    </message>
    <message>
      <source>Choose another place.</source>
      <translation>別の場所を選択してください。</translation>
    </message>
    <message>
      <source>Choose another port.</source>
      <translation>別のポートを選択してください。</translation>
    </message>
    <message>
      <source>Choose another repository.</source>
      <translation>別のストレージリポジトリを選択してください。</translation>
    </message>
    <message>
      <source>Choose another source or another host.</source>
      <translation>別のソースまたは別のホストを選択してください。</translation>
    </message>
    <message>
      <source>Choose another storage repository, a smaller disk or a thin one.</source>
      <translation>別のストレージリポジトリ、より小さいディスク、またはシンディスクを選択してください。</translation>
    </message>
    <message>
      <source>Choose another storage repository, or make space.</source>
      <translation>別のストレージリポジトリを選択するか、空き容量を増やしてください。</translation>
    </message>
    <message>
      <source>Choose another storage repository, or “copy only”.</source>
      <translation>別のストレージリポジトリを選択するか、「コピーのみ」を選択してください。</translation>
    </message>
    <message>
      <source>Choose another storage repository.</source>
      <translation>別のストレージリポジトリを選択してください。</translation>
    </message>
    <message>
      <source>Choose another way.</source>
      <translation>別の方法を選択してください。</translation>
    </message>
    <message>
      <source>Choose at least one VM.</source>
      <translation>VM を 1 台以上選択してください。</translation>
    </message>
    <message>
      <source>Choose at least one disk.</source>
      <translation>ディスクを 1 個以上選択してください。</translation>
    </message>
    <message>
      <source>Choose at least one host.</source>
      <translation>ホストを 1 台以上選択してください。</translation>
    </message>
    <message>
      <source>Choose at least one other host.</source>
      <translation>ほかのホストを 1 台以上選択してください。</translation>
    </message>
    <message>
      <source>Choose captured images</source>
      <translation>取得済みのイメージの選択</translation>
    </message>
    <message>
      <source>Choose files</source>
      <translation>ファイルの選択</translation>
    </message>
    <message>
      <source>Choose files to import</source>
      <translation>インポートするファイルの選択</translation>
    </message>
    <message>
      <source>Choose hosts first.</source>
      <translation>先にホストを選択してください。</translation>
    </message>
    <message>
      <source>Choose one from the list, or another source.</source>
      <translation>一覧から選択するか、別のソースを選択してください。</translation>
    </message>
    <message>
      <source>Choose one from the list.</source>
      <translation>一覧から選択してください。</translation>
    </message>
    <message>
      <source>Choose one of these hosts: {hosts}.</source>
      <translation>次のいずれかのホストを選択してください: {hosts}。</translation>
    </message>
    <message>
      <source>Choose one of these: {names}.</source>
      <translation>次のいずれかを選択してください: {names}。</translation>
    </message>
    <message>
      <source>Choose one with --vm.</source>
      <translation>--vm で 1 台を指定してください。</translation>
    </message>
    <message>
      <source>Choose the acceleration of {host}</source>
      <translation>{host} のアクセラレーションの選択</translation>
    </message>
    <message>
      <source>Choose the captured images first.</source>
      <translation>先に取得済みのイメージを選択してください。</translation>
    </message>
    <message>
      <source>Choose the folder that it goes to.</source>
      <translation>保存先のフォルダーを選択してください。</translation>
    </message>
    <message>
      <source>Choose the host that it goes to.</source>
      <translation>移行先のホストを選択してください。</translation>
    </message>
    <message>
      <source>Choose the network of {host} for {mac}: it has no active network {name}.</source>
      <translation>{mac} に対応する {host} のネットワークを選択してください。アクティブなネットワーク {name} がありません。</translation>
    </message>
    <message>
      <source>Choose the network of {host} that stands for {name}.</source>
      <translation>{name} に対応する {host} のネットワークを選択してください。</translation>
    </message>
    <message>
      <source>Choose the virtio-win ISO…</source>
      <translation>virtio-win ISO の選択…</translation>
    </message>
    <message>
      <source>Choose which one is to be converted.</source>
      <translation>変換するオペレーティングシステムを選択してください。</translation>
    </message>
    <message>
      <source>Choose “copy only”, or convert it to a basic disk first.</source>
      <translation>「コピーのみ」を選択するか、先にベーシックディスクに変換してください。</translation>
    </message>
    <message>
      <source>Choose “copy only”, or look whether it is the right disk and whether it is encrypted.</source>
      <translation>「コピーのみ」を選択するか、ディスクが正しいこと、および暗号化されていないことを確認してください。</translation>
    </message>
    <message>
      <source>Choose “copy only”.</source>
      <translation>「コピーのみ」を選択してください。</translation>
    </message>
    <message>
      <source>Choose …</source>
      <translation>選択 …</translation>
    </message>
    <message>
      <source>Choose: {what}</source>
      <translation>選択: {what}</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>選択…</translation>
    </message>
    <message>
      <source>Clean up</source>
      <translation>クリーンアップ</translation>
    </message>
    <message>
      <source>Clean up {name}</source>
      <translation>{name} のクリーンアップ</translation>
    </message>
    <message>
      <source>Clear the filter</source>
      <translation>絞り込みを解除</translation>
    </message>
    <message>
      <source>Clear the text console</source>
      <translation>テキストコンソールを消去</translation>
    </message>
    <message>
      <source>Click the screen to type in the VM.</source>
      <translation>クリックすると VM に入力できます。</translation>
    </message>
    <message>
      <source>Click to copy</source>
      <translation>クリックしてコピー</translation>
    </message>
    <message>
      <source>Clock</source>
      <translation>時計</translation>
    </message>
    <message>
      <source>Clock rate</source>
      <translation>クロック周波数</translation>
    </message>
    <message>
      <source>Clone</source>
      <translation>複製</translation>
    </message>
    <message>
      <source>Clone a VM or template</source>
      <translation>VM またはテンプレートの複製</translation>
    </message>
    <message>
      <source>Clone a VM or template: full copy or copy-on-write, one or many.</source>
      <translation>VM またはテンプレートを、完全なコピーまたはコピーオンライトで 1 つ以上複製します。</translation>
    </message>
    <message>
      <source>Clone depth</source>
      <translation>複製の深さ</translation>
    </message>
    <message>
      <source>Clone {name}</source>
      <translation>{name} の複製</translation>
    </message>
    <message>
      <source>Clone {name} as {new}</source>
      <translation>{name} の {new} への複製</translation>
    </message>
    <message>
      <source>Clone {name} {count} times</source>
      <translation>{name} の複製 ({count} 個)</translation>
    </message>
    <message>
      <source>Clones</source>
      <translation>複製</translation>
    </message>
    <message>
      <source>Clones get the machine ID, ssh host keys and host name that it has now, unless they are prepared when they are made.</source>
      <translation>作成時に準備しない場合、複製は現在のマシン ID、ssh ホストキー、ホスト名を使用します。</translation>
    </message>
    <message>
      <source>Clones that depend on it</source>
      <translation>依存する複製</translation>
    </message>
    <message>
      <source>Clone…</source>
      <translation>複製…</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>閉じる</translation>
    </message>
    <message>
      <source>Close Virtdeck?</source>
      <translation>Virtdeck を終了しますか?</translation>
    </message>
    <message>
      <source>Close anyway</source>
      <translation>このまま終了</translation>
    </message>
    <message>
      <source>Closing Virtdeck cancels the running task and undoes what it has done. VMs keep running.</source>
      <translation>Virtdeck を終了すると、実行中のタスクがキャンセルされ、行われた変更は元に戻されます。VM は引き続き動作します。</translation>
    </message>
    <message>
      <source>Closing Virtdeck cancels {n} running tasks and undoes what they have done. VMs keep running.</source>
      <translation>Virtdeck を終了すると、実行中の {n} 件のタスクがキャンセルされ、行われた変更は元に戻されます。VM は引き続き動作します。</translation>
    </message>
    <message>
      <source>Co&amp;mmands that stop its services, one a line</source>
      <translation>サービスを停止するコマンド (1 行に 1 つ)(&amp;M)</translation>
    </message>
    <message>
      <source>Co&amp;mpression</source>
      <translation>圧縮(&amp;M)</translation>
    </message>
    <message>
      <source>Collapse all</source>
      <translation>すべて折りたたむ</translation>
    </message>
    <message>
      <source>Command</source>
      <translation>コマンド</translation>
    </message>
    <message>
      <source>Command: {command}</source>
      <translation>コマンド: {command}</translation>
    </message>
    <message>
      <source>Commands that stop its services</source>
      <translation>サービスを停止するコマンド</translation>
    </message>
    <message>
      <source>Comparing the copy of {disk} ({number} of {count})</source>
      <translation>{disk} のコピーを比較中 ({number} / {count})</translation>
    </message>
    <message>
      <source>Comparing the disk {name}</source>
      <translation>ディスク {name} を比較中</translation>
    </message>
    <message>
      <source>Comparing the package with its manifest</source>
      <translation>パッケージをマニフェストと照合中</translation>
    </message>
    <message>
      <source>Complete: brings its disk</source>
      <translation>完全テンプレート: ディスクを含む</translation>
    </message>
    <message>
      <source>Complete: its disk comes with the template, nothing is installed.</source>
      <translation>完全テンプレート: ディスクが含まれているため、インストールは不要です。</translation>
    </message>
    <message>
      <source>Compression</source>
      <translation>圧縮</translation>
    </message>
    <message>
      <source>Con&amp;version host, which the machine connects to</source>
      <translation>マシンが接続する変換ホスト(&amp;V)</translation>
    </message>
    <message>
      <source>Conn&amp;ect</source>
      <translation>接続(&amp;E)</translation>
    </message>
    <message>
      <source>Connect</source>
      <translation>接続</translation>
    </message>
    <message>
      <source>Connect a host first.</source>
      <translation>先にホストに接続してください。</translation>
    </message>
    <message>
      <source>Connect again and compare the fingerprint, or install the CA certificate of your site.</source>
      <translation>接続し直して指紋を比較するか、サイトの CA 証明書をインストールしてください。</translation>
    </message>
    <message>
      <source>Connect again and compare the fingerprint, or mend ~/.ssh/known_hosts.</source>
      <translation>接続し直して指紋を比較するか、~/.ssh/known_hosts を修正してください。</translation>
    </message>
    <message>
      <source>Connect all hosts of the pool.</source>
      <translation>プールのすべてのホストに接続してください。</translation>
    </message>
    <message>
      <source>Connect at start</source>
      <translation>起動時に接続</translation>
    </message>
    <message>
      <source>Connect its network cards when the physical machine is off, and look whether a fixed address is still set.</source>
      <translation>物理マシンの停止後にネットワークカードを接続し、固定アドレスが設定されたままであることを確認してください。</translation>
    </message>
    <message>
      <source>Connect the host again to be asked again.</source>
      <translation>ホストに接続し直すと、もう一度確認されます。</translation>
    </message>
    <message>
      <source>Connect the host with an ssh address (qemu+ssh://…, xen+ssh://…).</source>
      <translation>ssh のアドレス (qemu+ssh://…、xen+ssh://…) でホストに接続してください。</translation>
    </message>
    <message>
      <source>Connect the host, or wait until Virtdeck has reconnected.</source>
      <translation>ホストに接続するか、Virtdeck が再接続するまでお待ちください。</translation>
    </message>
    <message>
      <source>Connect the host, then try again.</source>
      <translation>ホストに接続してから、もう一度実行してください。</translation>
    </message>
    <message>
      <source>Connect them and check again.</source>
      <translation>接続してから再確認してください。</translation>
    </message>
    <message>
      <source>Connect this host by ssh, or let the screen listen on an address that this computer reaches.</source>
      <translation>このホストに ssh で接続するか、このコンピュータから到達できるアドレスで画面を待ち受けるようにしてください。</translation>
    </message>
    <message>
      <source>Connect to the machine first.</source>
      <translation>先にマシンに接続してください。</translation>
    </message>
    <message>
      <source>Connect to {host}</source>
      <translation>{host} への接続</translation>
    </message>
    <message>
      <source>Connected</source>
      <translation>接続済み</translation>
    </message>
    <message>
      <source>Connected again</source>
      <translation>再接続しました</translation>
    </message>
    <message>
      <source>Connected by</source>
      <translation>接続経路</translation>
    </message>
    <message>
      <source>Connecting</source>
      <translation>接続中</translation>
    </message>
    <message>
      <source>Connecting to the console of {name} …</source>
      <translation>{name} のコンソールに接続しています…</translation>
    </message>
    <message>
      <source>Connection</source>
      <translation>接続</translation>
    </message>
    <message>
      <source>Connection lost</source>
      <translation>接続切れ</translation>
    </message>
    <message>
      <source>Connection lost: {why}</source>
      <translation>接続が切れました: {why}</translation>
    </message>
    <message>
      <source>Connections of the guest over it end.</source>
      <translation>このネットワークカードを経由するゲストの接続は切断されます。</translation>
    </message>
    <message>
      <source>Console</source>
      <translation>コンソール</translation>
    </message>
    <message>
      <source>Console in its own window</source>
      <translation>コンソールを別のウィンドウで表示</translation>
    </message>
    <message>
      <source>Consoles</source>
      <translation>コンソール一覧</translation>
    </message>
    <message>
      <source>Consoles of the running VMs</source>
      <translation>実行中の VM のコンソール</translation>
    </message>
    <message>
      <source>Container</source>
      <translation>コンテナ</translation>
    </message>
    <message>
      <source>Containers (LXC)</source>
      <translation>コンテナ (LXC)</translation>
    </message>
    <message>
      <source>Continue</source>
      <translation>続行</translation>
    </message>
    <message>
      <source>Continued</source>
      <translation>ポーズが解除されました</translation>
    </message>
    <message>
      <source>Conversion</source>
      <translation>変換</translation>
    </message>
    <message>
      <source>Conversion &amp;host, which the machine connects to</source>
      <translation>マシンが接続する変換ホスト(&amp;H)</translation>
    </message>
    <message>
      <source>Conversion host, which the machine connects to</source>
      <translation>マシンが接続する変換ホスト</translation>
    </message>
    <message>
      <source>Conversion of the physical machine {name} with virt-p2v</source>
      <translation>virt-p2v による物理マシン {name} の変換</translation>
    </message>
    <message>
      <source>Conversions are emulated there: KVM does not work.</source>
      <translation>KVM が動作しないため、変換はエミュレーションで実行されます。</translation>
    </message>
    <message>
      <source>Convert (virt-v2v)</source>
      <translation>変換 (virt-v2v)</translation>
    </message>
    <message>
      <source>Convert a template back to a VM, where no clone depends on it.</source>
      <translation>依存する複製がないテンプレートを VM に戻します。</translation>
    </message>
    <message>
      <source>Convert the machine again.</source>
      <translation>マシンを変換し直してください。</translation>
    </message>
    <message>
      <source>Convert the system with virt-v2v: virtio drivers, boot loader, agent</source>
      <translation>virt-v2v でシステムを変換: virtio ドライバー、ブートローダー、エージェント</translation>
    </message>
    <message>
      <source>Convert to VM</source>
      <translation>VM に変換</translation>
    </message>
    <message>
      <source>Convert to template</source>
      <translation>テンプレートに変換</translation>
    </message>
    <message>
      <source>Convert to template…</source>
      <translation>テンプレートに変換…</translation>
    </message>
    <message>
      <source>Convert {name} to a VM</source>
      <translation>{name} の VM への変換</translation>
    </message>
    <message>
      <source>Convert {name} to a template</source>
      <translation>{name} のテンプレートへの変換</translation>
    </message>
    <message>
      <source>Converting {name}</source>
      <translation>{name} を変換中</translation>
    </message>
    <message>
      <source>Converting: drivers, boot loader, agent (takes minutes without a sign)</source>
      <translation>変換中: ドライバー、ブートローダー、エージェント (数分間表示が変わりません)</translation>
    </message>
    <message>
      <source>Cop&amp;y only</source>
      <translation>コピーのみ(&amp;Y)</translation>
    </message>
    <message>
      <source>Cop&amp;y the machine</source>
      <translation>マシンをコピーする(&amp;Y)</translation>
    </message>
    <message>
      <source>Copied</source>
      <translation>コピーしました</translation>
    </message>
    <message>
      <source>Copied: {text}</source>
      <translation>コピーしました: {text}</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>コピー</translation>
    </message>
    <message>
      <source>Copy MAC address {mac}</source>
      <translation>MAC アドレス {mac} をコピー</translation>
    </message>
    <message>
      <source>Copy a VM or template whole: nothing of the copy depends on it.</source>
      <translation>VM またはテンプレート全体をコピーします。コピーはほかのディスクに依存しません。</translation>
    </message>
    <message>
      <source>Copy a file into it…</source>
      <translation>ファイルをコピー…</translation>
    </message>
    <message>
      <source>Copy a file of this computer into a storage repository, as it is.</source>
      <translation>このコンピュータのファイルを、そのままストレージリポジトリにコピーします。</translation>
    </message>
    <message>
      <source>Copy a picture of the screen</source>
      <translation>画面の画像をコピー</translation>
    </message>
    <message>
      <source>Copy a virtual disk to a file of this computer.</source>
      <translation>仮想ディスクをこのコンピュータのファイルにコピーします。</translation>
    </message>
    <message>
      <source>Copy all</source>
      <translation>すべてコピー</translation>
    </message>
    <message>
      <source>Copy another address, the MAC address or the ssh command</source>
      <translation>ほかのアドレス、MAC アドレス、または ssh コマンドをコピー</translation>
    </message>
    <message>
      <source>Copy it again: its disks may have other names now.</source>
      <translation>もう一度コピーしてください。ディスクの名前が変わっている可能性があります。</translation>
    </message>
    <message>
      <source>Copy it to the ISO library.</source>
      <translation>ISO ライブラリにコピーしてください。</translation>
    </message>
    <message>
      <source>Copy more</source>
      <translation>その他をコピー</translation>
    </message>
    <message>
      <source>Copy once more &amp;what changed</source>
      <translation>変更された部分をもう一度コピーする(&amp;W)</translation>
    </message>
    <message>
      <source>Copy only</source>
      <translation>コピーのみ</translation>
    </message>
    <message>
      <source>Copy rows</source>
      <translation>行をコピー</translation>
    </message>
    <message>
      <source>Copy the details</source>
      <translation>詳細をコピー</translation>
    </message>
    <message>
      <source>Copy the disk in its whole size.</source>
      <translation>ディスクを元のサイズのままコピーしてください。</translation>
    </message>
    <message>
      <source>Copy the machine</source>
      <translation>マシンをコピーする</translation>
    </message>
    <message>
      <source>Copy the physical machine {machine}</source>
      <translation>物理マシン {machine} のコピー</translation>
    </message>
    <message>
      <source>Copy the physical machine {machine} to {name}</source>
      <translation>物理マシン {machine} の {name} へのコピー</translation>
    </message>
    <message>
      <source>Copy the virtio-win ISO to the host's ISO library, or choose one of this computer.</source>
      <translation>virtio-win ISO をホストの ISO ライブラリにコピーするか、このコンピュータの virtio-win ISO を選択してください。</translation>
    </message>
    <message>
      <source>Copy to &amp;ISO library</source>
      <translation>ISO ライブラリにコピー(&amp;I)</translation>
    </message>
    <message>
      <source>Copy to ISO library</source>
      <translation>ISO ライブラリにコピー</translation>
    </message>
    <message>
      <source>Copy with label</source>
      <translation>ラベルとともにコピー</translation>
    </message>
    <message>
      <source>Copy {file} to a storage repository</source>
      <translation>{file} のストレージリポジトリへのコピー</translation>
    </message>
    <message>
      <source>Copy {file} to the machine and run it there as administrator:</source>
      <translation>{file} をマシンにコピーし、管理者として実行してください:</translation>
    </message>
    <message>
      <source>Copy {file} to the machine, and run it there as administrator:</source>
      <translation>{file} をマシンにコピーし、管理者として実行してください:</translation>
    </message>
    <message>
      <source>Copy {name} to {host}</source>
      <translation>{name} の {host} へのコピー</translation>
    </message>
    <message>
      <source>Copy {text}</source>
      <translation>{text} をコピー</translation>
    </message>
    <message>
      <source>Copy “{command}”</source>
      <translation>「{command}」をコピー</translation>
    </message>
    <message>
      <source>Copy “{text}”</source>
      <translation>「{text}」をコピー</translation>
    </message>
    <message>
      <source>Copy-on-write</source>
      <translation>コピーオンライト</translation>
    </message>
    <message>
      <source>Copy-on-write clones need disks that never change again: convert {name} to a template first.</source>
      <translation>コピーオンライトの複製には、今後変化しないディスクが必要です。先に {name} をテンプレートに変換してください。</translation>
    </message>
    <message>
      <source>Copy: {command}</source>
      <translation>コピー: {command}</translation>
    </message>
    <message>
      <source>Copy: {what}</source>
      <translation>コピー: {what}</translation>
    </message>
    <message>
      <source>Copying disk {number} of {count}</source>
      <translation>ディスクをコピー中 ({number} / {count})</translation>
    </message>
    <message>
      <source>Copying the disk</source>
      <translation>ディスクをコピー中</translation>
    </message>
    <message>
      <source>Copying the disk {disk}</source>
      <translation>ディスク {disk} をコピー中</translation>
    </message>
    <message>
      <source>Copying the disk {name}</source>
      <translation>ディスク {name} をコピー中</translation>
    </message>
    <message>
      <source>Copying the disks</source>
      <translation>ディスクをコピー中</translation>
    </message>
    <message>
      <source>Copying the disks of {name}</source>
      <translation>{name} のディスクをコピー中</translation>
    </message>
    <message>
      <source>Copying the disks of {name} as they are now</source>
      <translation>{name} のディスクの現在の状態をコピー中</translation>
    </message>
    <message>
      <source>Copying the memory</source>
      <translation>メモリをコピー中</translation>
    </message>
    <message>
      <source>Copying the tables of the volume groups</source>
      <translation>ボリュームグループの管理情報をコピー中</translation>
    </message>
    <message>
      <source>Copying what changed on {disk} ({number} of {count})</source>
      <translation>{disk} の変更箇所をコピー中 ({number} / {count})</translation>
    </message>
    <message>
      <source>Copying what the guest has changed (round {n})</source>
      <translation>ゲストの変更をコピー中 ({n} 回目)</translation>
    </message>
    <message>
      <source>Copying {disk} ({number} of {count})</source>
      <translation>{disk} をコピー中 ({number} / {count})</translation>
    </message>
    <message>
      <source>Copying {file}</source>
      <translation>{file} をコピー中</translation>
    </message>
    <message>
      <source>Copying {mount} while it is frozen</source>
      <translation>{mount} を固定してコピー中</translation>
    </message>
    <message>
      <source>CoreOS</source>
      <translation>CoreOS</translation>
    </message>
    <message>
      <source>Correct the address, or start the libvirt daemon that makes this socket.</source>
      <translation>アドレスを修正するか、このソケットを作成する libvirt デーモンを起動してください。</translation>
    </message>
    <message>
      <source>Correct the address.</source>
      <translation>アドレスを修正してください。</translation>
    </message>
    <message>
      <source>Could not be read, so clones there are not listed: {names}</source>
      <translation>次のものを読み取れないため、その中の複製は一覧に含まれていません: {names}</translation>
    </message>
    <message>
      <source>Crash reports</source>
      <translation>クラッシュレポート</translation>
    </message>
    <message>
      <source>Crashed</source>
      <translation>クラッシュ</translation>
    </message>
    <message>
      <source>Create</source>
      <translation>作成</translation>
    </message>
    <message>
      <source>Create a VM from a template.</source>
      <translation>テンプレートから VM を作成します。</translation>
    </message>
    <message>
      <source>Create a storage repository of the type “folder” on it.</source>
      <translation>ホストに種類「フォルダー」のストレージリポジトリを作成してください。</translation>
    </message>
    <message>
      <source>Create a storage repository on one host or several, and start it.</source>
      <translation>1 つ以上のホストにストレージリポジトリを作成し、開始します。</translation>
    </message>
    <message>
      <source>Create a storage repository on the host, or start an existing one.</source>
      <translation>ホストにストレージリポジトリを作成するか、既存のものを開始してください。</translation>
    </message>
    <message>
      <source>Create a virtual disk.</source>
      <translation>仮想ディスクを作成します。</translation>
    </message>
    <message>
      <source>Create a virtual network on a host, and start it.</source>
      <translation>ホストに仮想ネットワークを作成し、開始します。</translation>
    </message>
    <message>
      <source>Create or start one.</source>
      <translation>作成するか、既存のものを開始してください。</translation>
    </message>
    <message>
      <source>Create the network {name}</source>
      <translation>ネットワーク {name} の作成</translation>
    </message>
    <message>
      <source>Create the pool {name}</source>
      <translation>プール {name} の作成</translation>
    </message>
    <message>
      <source>Create the storage repository {name}</source>
      <translation>ストレージリポジトリ {name} の作成</translation>
    </message>
    <message>
      <source>Create the template {name}</source>
      <translation>テンプレート {name} の作成</translation>
    </message>
    <message>
      <source>Create the virtual disk {name}</source>
      <translation>仮想ディスク {name} の作成</translation>
    </message>
    <message>
      <source>Create {name}</source>
      <translation>{name} の作成</translation>
    </message>
    <message>
      <source>Created</source>
      <translation>作成されました</translation>
    </message>
    <message>
      <source>Creating a disk</source>
      <translation>ディスクを作成中</translation>
    </message>
    <message>
      <source>Ctrl+Alt+F1 to F12</source>
      <translation>Ctrl+Alt+F1 から F12</translation>
    </message>
    <message>
      <source>Ctrl+C cancels what runs and undoes what it had made.</source>
      <translation>Ctrl+C を押すと、実行中の操作をキャンセルし、作成済みのものを元に戻します。</translation>
    </message>
    <message>
      <source>Ctrl+D clones a VM, a template or a snapshot: whole, or copy-on-write over a template's disks, which must then never change.</source>
      <translation>Ctrl+D キーで、VM、テンプレート、またはスナップショットを複製できます。全体をコピーするか、テンプレートのディスクを基にコピーオンライトで作成します。基になるディスクは、その後変更できません。</translation>
    </message>
    <message>
      <source>Ctrl+K finds any object or command. Controls that are grey say why when the mouse is over them.</source>
      <translation>Ctrl+K キーで、オブジェクトやコマンドを検索できます。淡色表示の項目にマウスを合わせると、使用できない理由が表示されます。</translation>
    </message>
    <message>
      <source>Ctrl+Shift+C and V copy and paste, Shift+PageUp scrolls.</source>
      <translation>Ctrl+Shift+C / V でコピーと貼り付け、Shift+PageUp でスクロール。</translation>
    </message>
    <message>
      <source>Cut VMs off like machines that lose their power.</source>
      <translation>電源を失ったマシンのように VM を強制シャットダウンします。</translation>
    </message>
    <message>
      <source>D&amp;isk</source>
      <translation>ディスク(&amp;I)</translation>
    </message>
    <message>
      <source>DEPTH</source>
      <translation>深さ</translation>
    </message>
    <message>
      <source>DHCP</source>
      <translation>DHCP</translation>
    </message>
    <message>
      <source>DHCP leases</source>
      <translation>DHCP リース</translation>
    </message>
    <message>
      <source>DHCP needs a first and a last IPv4 address.</source>
      <translation>DHCP には最初と最後の IPv4 アドレスが必要です。</translation>
    </message>
    <message>
      <source>DHCP needs an IPv4 address of the host.</source>
      <translation>DHCP にはホストの IPv4 アドレスが必要です。</translation>
    </message>
    <message>
      <source>DISK</source>
      <translation>ディスク</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>ダーク</translation>
    </message>
    <message>
      <source>Debian</source>
      <translation>Debian</translation>
    </message>
    <message>
      <source>Decide later</source>
      <translation>後で決める</translation>
    </message>
    <message>
      <source>Declare such a folder as shared: Virtdeck proves it.</source>
      <translation>フォルダーを共有として宣言すると、Virtdeck が確認します。</translation>
    </message>
    <message>
      <source>Default</source>
      <translation>既定</translation>
    </message>
    <message>
      <source>Default action of the selection</source>
      <translation>選択項目の既定の操作</translation>
    </message>
    <message>
      <source>Defaults</source>
      <translation>既定値</translation>
    </message>
    <message>
      <source>Defining the VM</source>
      <translation>VM を定義中</translation>
    </message>
    <message>
      <source>Defining the network</source>
      <translation>ネットワークを定義中</translation>
    </message>
    <message>
      <source>Definition</source>
      <translation>定義</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>削除</translation>
    </message>
    <message>
      <source>Delete VMs, with --disks also their disks that nothing else uses.</source>
      <translation>VM を削除します。--disks を指定すると、ほかで使用されていないディスクも削除します。</translation>
    </message>
    <message>
      <source>Delete a template, with --disks also its disks that nothing else uses.</source>
      <translation>テンプレートを削除します。--disks を指定すると、ほかで使用されていないディスクも削除します。</translation>
    </message>
    <message>
      <source>Delete all virtual disks in it first</source>
      <translation>先にその中の仮想ディスクをすべて削除する</translation>
    </message>
    <message>
      <source>Delete left-over overlays</source>
      <translation>残存オーバーレイの削除</translation>
    </message>
    <message>
      <source>Delete left-over overlays of {name}</source>
      <translation>{name} の残存オーバーレイの削除</translation>
    </message>
    <message>
      <source>Delete networks that no VM uses.</source>
      <translation>VM が使用していないネットワークを削除します。</translation>
    </message>
    <message>
      <source>Delete network…</source>
      <translation>ネットワークを削除…</translation>
    </message>
    <message>
      <source>Delete pools: their hosts become standalone, nothing on them changes.</source>
      <translation>プールを削除します。ホストはスタンドアロンになり、ホストは何も変更されません。</translation>
    </message>
    <message>
      <source>Delete pool…</source>
      <translation>プールを削除…</translation>
    </message>
    <message>
      <source>Delete the disk {name}</source>
      <translation>ディスク {name} を削除</translation>
    </message>
    <message>
      <source>Delete the network {name}</source>
      <translation>ネットワーク {name} の削除</translation>
    </message>
    <message>
      <source>Delete the network {name}?</source>
      <translation>ネットワーク {name} を削除しますか?</translation>
    </message>
    <message>
      <source>Delete the pool {name}</source>
      <translation>プール {name} の削除</translation>
    </message>
    <message>
      <source>Delete the pool {name}?</source>
      <translation>プール {name} を削除しますか?</translation>
    </message>
    <message>
      <source>Delete the storage repository {name}</source>
      <translation>ストレージリポジトリ {name} の削除</translation>
    </message>
    <message>
      <source>Delete the storage repository {name} with all that is in it</source>
      <translation>ストレージリポジトリ {name} の内容を含む削除</translation>
    </message>
    <message>
      <source>Delete the storage repository {name}? {what}</source>
      <translation>ストレージリポジトリ {name} を削除しますか? {what}</translation>
    </message>
    <message>
      <source>Delete the storage repository “{name}”?</source>
      <translation>ストレージリポジトリ「{name}」を削除しますか?</translation>
    </message>
    <message>
      <source>Delete the virtual disk {name}</source>
      <translation>仮想ディスク {name} の削除</translation>
    </message>
    <message>
      <source>Delete the virtual disk {name}?</source>
      <translation>仮想ディスク {name} を削除しますか?</translation>
    </message>
    <message>
      <source>Delete them first, or restore their disk speed (full copy).</source>
      <translation>先にそれらを削除するか、ディスク速度を復元 (完全なコピー) してください。</translation>
    </message>
    <message>
      <source>Delete them in their storage repository.</source>
      <translation>ストレージリポジトリで削除してください。</translation>
    </message>
    <message>
      <source>Delete these {count} VMs?</source>
      <translation>これら {count} 台の VM を削除しますか?</translation>
    </message>
    <message>
      <source>Delete virtual disks that nothing uses.</source>
      <translation>使用されていない仮想ディスクを削除します。</translation>
    </message>
    <message>
      <source>Delete what an unclean end left of disks that are reset at start.</source>
      <translation>起動時にリセットされるディスクが正常に終了しなかった場合に残ったものを削除します。</translation>
    </message>
    <message>
      <source>Delete {count} VMs</source>
      <translation>{count} 台の VM の削除</translation>
    </message>
    <message>
      <source>Delete {count} virtual disks</source>
      <translation>{count} 個の仮想ディスクの削除</translation>
    </message>
    <message>
      <source>Delete {count} virtual disks?</source>
      <translation>{count} 個の仮想ディスクを削除しますか?</translation>
    </message>
    <message>
      <source>Delete {names} with all that is in them?</source>
      <translation>{names} をその内容とともにすべて削除しますか?</translation>
    </message>
    <message>
      <source>Delete {name}</source>
      <translation>{name} の削除</translation>
    </message>
    <message>
      <source>Delete {name} ({state}) and its disks {disks}?</source>
      <translation>{name} ({state}) とそのディスク {disks} を削除しますか?</translation>
    </message>
    <message>
      <source>Delete {name} ({state})?</source>
      <translation>{name} ({state}) を削除しますか?</translation>
    </message>
    <message>
      <source>Delete {name} and its disks ({count})</source>
      <translation>{name} とそのディスク ({count} 個) の削除</translation>
    </message>
    <message>
      <source>Delete “{name}”?</source>
      <translation>「{name}」を削除しますか?</translation>
    </message>
    <message>
      <source>Deleted</source>
      <translation>削除されました</translation>
    </message>
    <message>
      <source>Delete…</source>
      <translation>削除…</translation>
    </message>
    <message>
      <source>Deleting it on {host}</source>
      <translation>{host} から削除中</translation>
    </message>
    <message>
      <source>Deleting the VM</source>
      <translation>VM を削除中</translation>
    </message>
    <message>
      <source>Deleting the disk {name}</source>
      <translation>ディスク {name} を削除中</translation>
    </message>
    <message>
      <source>Demo Linux Virtual Appliance</source>
      <translation>Demo Linux仮想アプライアンス</translation>
    </message>
    <message>
      <source>Description</source>
      <translation>説明</translation>
    </message>
    <message>
      <source>Destination</source>
      <translation>保存先</translation>
    </message>
    <message>
      <source>Detach</source>
      <translation>接続解除</translation>
    </message>
    <message>
      <source>Detach a virtual disk from a VM, also while it runs. What is on it stays.</source>
      <translation>VM から仮想ディスクの接続を解除します。ディスクの内容は残ります。実行中も可能です。</translation>
    </message>
    <message>
      <source>Detach it there first: two VMs that write to one disk destroy what is on it.</source>
      <translation>先にそこで接続を解除してください。2 台の VM が同じディスクに書き込むと、内容が破壊されます。</translation>
    </message>
    <message>
      <source>Detach {disk} from {name}?</source>
      <translation>{name} から {disk} の接続を解除しますか?</translation>
    </message>
    <message>
      <source>Detach {target} from {name}</source>
      <translation>{name} からの {target} の接続解除</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>詳細</translation>
    </message>
    <message>
      <source>Details and {log} say more. You can add the host qemu:///system instead.</source>
      <translation>詳細と {log} に情報があります。代わりにホスト qemu:///system を追加することもできます。</translation>
    </message>
    <message>
      <source>Details show the line; mend ~/.ssh/config.</source>
      <translation>該当する行は詳細にあります。~/.ssh/config を修正してください。</translation>
    </message>
    <message>
      <source>Device</source>
      <translation>デバイス</translation>
    </message>
    <message>
      <source>Devices of the host are passed through to it: only one of the two VMs can run with them at a time.</source>
      <translation>ホストのデバイスがパススルーされています。2 台の VM のうち、このデバイスを使用して同時に実行できるのは 1 台のみです。</translation>
    </message>
    <message>
      <source>Direct (VEPA)</source>
      <translation>直接接続 (VEPA)</translation>
    </message>
    <message>
      <source>Direct (passthrough)</source>
      <translation>直接接続 (パススルー)</translation>
    </message>
    <message>
      <source>Direct (private)</source>
      <translation>直接接続 (private)</translation>
    </message>
    <message>
      <source>Direct on {name}</source>
      <translation>{name} に直接接続</translation>
    </message>
    <message>
      <source>Discard the saved state and start</source>
      <translation>保存された状態を破棄して起動</translation>
    </message>
    <message>
      <source>Disconnect</source>
      <translation>切断</translation>
    </message>
    <message>
      <source>Disconnect from {host}</source>
      <translation>{host} の切断</translation>
    </message>
    <message>
      <source>Discs in its CD drives are not taken along.</source>
      <translation>CD ドライブのメディアは引き継がれません。</translation>
    </message>
    <message>
      <source>Disk</source>
      <translation>ディスク</translation>
    </message>
    <message>
      <source>Disk error: {words}</source>
      <translation>ディスクエラー: {words}</translation>
    </message>
    <message>
      <source>Disk image of this computer</source>
      <translation>このコンピュータのディスクイメージ</translation>
    </message>
    <message>
      <source>Disk images, VHD</source>
      <translation>ディスクイメージ (VHD)</translation>
    </message>
    <message>
      <source>Disk images, VHDX</source>
      <translation>ディスクイメージ (VHDX)</translation>
    </message>
    <message>
      <source>Disk images, VMDK</source>
      <translation>ディスクイメージ (VMDK)</translation>
    </message>
    <message>
      <source>Disk images, qcow2</source>
      <translation>ディスクイメージ (qcow2)</translation>
    </message>
    <message>
      <source>Disk images, raw</source>
      <translation>ディスクイメージ (raw)</translation>
    </message>
    <message>
      <source>Disk or partition</source>
      <translation>ディスクまたはパーティション</translation>
    </message>
    <message>
      <source>Disk with partitions</source>
      <translation>パーティションのあるディスク</translation>
    </message>
    <message>
      <source>Disk {name}</source>
      <translation>ディスク {name}</translation>
    </message>
    <message>
      <source>Disk {number}</source>
      <translation>ディスク {number}</translation>
    </message>
    <message>
      <source>Disk {number} ({bus})</source>
      <translation>ディスク {number} ({bus})</translation>
    </message>
    <message>
      <source>Disk: {size}</source>
      <translation>ディスク: {size}</translation>
    </message>
    <message>
      <source>Disks</source>
      <translation>ディスク</translation>
    </message>
    <message>
      <source>Disks and partitions</source>
      <translation>ディスクとパーティション</translation>
    </message>
    <message>
      <source>Disks are logical volumes of a volume group that is there</source>
      <translation>既存のボリュームグループの論理ボリュームがディスクになります</translation>
    </message>
    <message>
      <source>Disks are volumes of a ZFS pool that is there</source>
      <translation>既存の ZFS プールのボリュームがディスクになります</translation>
    </message>
    <message>
      <source>Disks can't be created in storage of this type ({type}).</source>
      <translation>この種類 ({type}) のストレージにはディスクを作成できません。</translation>
    </message>
    <message>
      <source>Disks can't be written into storage of this type ({type}).</source>
      <translation>この種類 ({type}) のストレージにはディスクを書き込めません。</translation>
    </message>
    <message>
      <source>Disks in this storage can't be converted: it is no folder and no block device of the host.</source>
      <translation>このストレージのディスクは変換できません: ホストのフォルダーでもブロックデバイスでもありません。</translation>
    </message>
    <message>
      <source>Disks of the format {format} can't be resized.</source>
      <translation>形式 {format} のディスクのサイズは変更できません。</translation>
    </message>
    <message>
      <source>Disks of the machine</source>
      <translation>マシンのディスク</translation>
    </message>
    <message>
      <source>Disks of this kind can be made in folders only.</source>
      <translation>この種類のディスクはフォルダーにのみ作成できます。</translation>
    </message>
    <message>
      <source>Disks of this storage are made on the storage server; {name} shows them.</source>
      <translation>このストレージのディスクはストレージサーバーで作成され、{name} に表示されます。</translation>
    </message>
    <message>
      <source>Disks on this bus can't be changed while the VM runs: it happens at its next start.</source>
      <translation>このバスのディスクは VM の実行中に変更できません。次回の起動時に変更されます。</translation>
    </message>
    <message>
      <source>Disks that were captured before: VHD and VHDX (Disk2vhd), VMDK, raw and dd images, also split or compressed, and E01.</source>
      <translation>事前に取得したディスク: VHD と VHDX (Disk2vhd)、VMDK、raw と dd のイメージ (分割または圧縮されたものも可)、および E01。</translation>
    </message>
    <message>
      <source>Display</source>
      <translation>ディスプレイ</translation>
    </message>
    <message>
      <source>Do not run the physical machine and this VM in the same network both: they have the same name and addresses.</source>
      <translation>物理マシンとこの VM を同じネットワークで同時に実行しないでください。名前とアドレスが同じです。</translation>
    </message>
    <message>
      <source>Do not start the network {name} with its host</source>
      <translation>ネットワーク {name} をホストと同時に開始しない設定</translation>
    </message>
    <message>
      <source>Do not start {name} with its host</source>
      <translation>{name} をホストと同時に起動しない設定</translation>
    </message>
    <message>
      <source>Do the hosts fit together?</source>
      <translation>ホストの組み合わせの確認</translation>
    </message>
    <message>
      <source>Do the steps on the page “Conversion” in the machine first, before it is copied and shut down.</source>
      <translation>コピーとシャットダウンの前に、「変換」ページの手順をマシンで実行してください。</translation>
    </message>
    <message>
      <source>Do you accept the licence?</source>
      <translation>ライセンスに同意しますか?</translation>
    </message>
    <message>
      <source>Does not answer</source>
      <translation>応答なし</translation>
    </message>
    <message>
      <source>Does not answer at the moment.</source>
      <translation>現在応答していません。</translation>
    </message>
    <message>
      <source>Domain-0 is the host's own control domain. It is only shown.</source>
      <translation>Domain-0 はホスト自身の制御ドメインです。表示のみ可能です。</translation>
    </message>
    <message>
      <source>Don't show again</source>
      <translation>今後表示しない</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>完了</translation>
    </message>
    <message>
      <source>Download or copy it again.</source>
      <translation>ダウンロードまたはコピーし直してください。</translation>
    </message>
    <message>
      <source>Download or unpack it first.</source>
      <translation>先にダウンロードまたは展開してください。</translation>
    </message>
    <message>
      <source>Download to</source>
      <translation>ダウンロード先</translation>
    </message>
    <message>
      <source>Download {name}</source>
      <translation>{name} のダウンロード</translation>
    </message>
    <message>
      <source>Download…</source>
      <translation>ダウンロード…</translation>
    </message>
    <message>
      <source>Drop the host on a pool.</source>
      <translation>ホストをプールにドロップしてください。</translation>
    </message>
    <message>
      <source>E&amp;quivalent command</source>
      <translation>同等のコマンド(&amp;Q)</translation>
    </message>
    <message>
      <source>EFI system partition</source>
      <translation>EFI システムパーティション</translation>
    </message>
    <message>
      <source>Each clone gets a small CD with host name, address and ssh key, which cloud-init in the guest reads.</source>
      <translation>複製ごとに、ホスト名、アドレス、ssh 鍵を含む小さな CD を用意し、ゲストの cloud-init が読み取ります。</translation>
    </message>
    <message>
      <source>Each layer of disks makes reading slower. “Restore disk speed” makes a clone's disks independent, also while it runs.</source>
      <translation>ディスクの階層が増えるほど読み取りが遅くなります。[ディスク速度の復元] を実行すると、複製のディスクが独立します。実行中も可能です。</translation>
    </message>
    <message>
      <source>Each live migration checks them again before it begins.</source>
      <translation>ライブ移行の開始前に、その都度もう一度確認されます。</translation>
    </message>
    <message>
      <source>Eject</source>
      <translation>取り出し</translation>
    </message>
    <message>
      <source>Eject it inside the VM first, then try again.</source>
      <translation>先に VM 内で取り出してから、もう一度実行してください。</translation>
    </message>
    <message>
      <source>Eject the disc</source>
      <translation>メディアの取り出し</translation>
    </message>
    <message>
      <source>Eject the disc of {name}</source>
      <translation>{name} のメディアの取り出し</translation>
    </message>
    <message>
      <source>Eject tools disc</source>
      <translation>ツール ISO を取り出す</translation>
    </message>
    <message>
      <source>Empty</source>
      <translation>空</translation>
    </message>
    <message>
      <source>Empty: nothing is stored in {name}.</source>
      <translation>空です。{name} には何も保存されていません。</translation>
    </message>
    <message>
      <source>Emulation is used on this host.</source>
      <translation>このホストではエミュレーションを使用します。</translation>
    </message>
    <message>
      <source>Emulation was chosen for this host.</source>
      <translation>このホストではエミュレーションが選択されています。</translation>
    </message>
    <message>
      <source>End of support</source>
      <translation>サポート終了日</translation>
    </message>
    <message>
      <source>End the other Virtdeck, then connect again.</source>
      <translation>別の Virtdeck を終了してから、接続し直してください。</translation>
    </message>
    <message>
      <source>Ended by an error of the hypervisor</source>
      <translation>ハイパーバイザーのエラーにより終了しました</translation>
    </message>
    <message>
      <source>Ending the conversion</source>
      <translation>変換を終了中</translation>
    </message>
    <message>
      <source>English</source>
      <translation>English</translation>
    </message>
    <message>
      <source>Equivalent command</source>
      <translation>同等のコマンド</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>エラー</translation>
    </message>
    <message>
      <source>Events</source>
      <translation>イベント</translation>
    </message>
    <message>
      <source>Every byte as the guest sees it, sparse. The disks only.</source>
      <translation>ゲストから見えるすべてのバイトです (スパース)。ディスクのみです。</translation>
    </message>
    <message>
      <source>Every part is as its checksum says.</source>
      <translation>すべての部分がチェックサムと一致しています。</translation>
    </message>
    <message>
      <source>Existing disk</source>
      <translation>既存のディスク</translation>
    </message>
    <message>
      <source>Existing snapshots stay; clones begin with the disks' present contents.</source>
      <translation>既存のスナップショットは残ります。複製はディスクの現在の内容から始まります。</translation>
    </message>
    <message>
      <source>Exit status: 0 done; 1 refused or failed, with the reason on stderr in one sentence; 2 wrong usage.</source>
      <translation>終了ステータス: 0 完了、1 拒否または失敗 (理由を 1 文で stderr に出力)、2 使用方法の誤り。</translation>
    </message>
    <message>
      <source>Expand all</source>
      <translation>すべて展開</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>エクスポート</translation>
    </message>
    <message>
      <source>Export VMs or templates into files. What was written is read again and compared before it appears.</source>
      <translation>VM またはテンプレートをファイルにエクスポートします。書き込んだ内容を読み直して比較してから、ファイルを完成させます。</translation>
    </message>
    <message>
      <source>Export it again.</source>
      <translation>エクスポートし直してください。</translation>
    </message>
    <message>
      <source>Export it as E01 or raw.</source>
      <translation>E01 または raw としてエクスポートしてください。</translation>
    </message>
    <message>
      <source>Export {count} VMs to {folder}</source>
      <translation>{count} 台の VM の {folder} へのエクスポート</translation>
    </message>
    <message>
      <source>Export {name}</source>
      <translation>{name} のエクスポート</translation>
    </message>
    <message>
      <source>Export {name} to {folder}</source>
      <translation>{name} の {folder} へのエクスポート</translation>
    </message>
    <message>
      <source>Export {n} VMs</source>
      <translation>{n} 台の VM のエクスポート</translation>
    </message>
    <message>
      <source>Exported folder</source>
      <translation>エクスポートされたフォルダー</translation>
    </message>
    <message>
      <source>Exporting</source>
      <translation>エクスポート中</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>エクスポート…</translation>
    </message>
    <message>
      <source>FAMILY</source>
      <translation>ファミリー</translation>
    </message>
    <message>
      <source>FILE</source>
      <translation>ファイル</translation>
    </message>
    <message>
      <source>FORMAT</source>
      <translation>形式</translation>
    </message>
    <message>
      <source>FREE</source>
      <translation>空き</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>失敗</translation>
    </message>
    <message>
      <source>Fast Startup is on: a shutdown leaves the disk half open.</source>
      <translation>高速スタートアップが有効です。シャットダウンしてもディスクが完全には閉じられません。</translation>
    </message>
    <message>
      <source>Fast clone is not supported by the storage type of {disk}.</source>
      <translation>{disk} の種類のストレージは高速複製に対応していません。</translation>
    </message>
    <message>
      <source>Fast. A VM hangs at its start on computers where KVM does not really work.</source>
      <translation>高速です。KVM が正しく動作しないコンピュータでは、VM が起動時にハングします。</translation>
    </message>
    <message>
      <source>Feature</source>
      <translation>機能</translation>
    </message>
    <message>
      <source>Fedora</source>
      <translation>Fedora</translation>
    </message>
    <message>
      <source>Fetching the installer</source>
      <translation>インストーラーを取得中</translation>
    </message>
    <message>
      <source>Fetching {url} was cancelled.</source>
      <translation>{url} の取得がキャンセルされました。</translation>
    </message>
    <message>
      <source>File</source>
      <translation>ファイル</translation>
    </message>
    <message>
      <source>File or address</source>
      <translation>ファイルまたはアドレス</translation>
    </message>
    <message>
      <source>File system</source>
      <translation>ファイルシステム</translation>
    </message>
    <message>
      <source>File systems in use</source>
      <translation>使用中のファイルシステム</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>ファイル</translation>
    </message>
    <message>
      <source>Files can also be dropped here. What they are is found by their content.</source>
      <translation>ここにファイルをドロップすることもできます。種類は内容から判定されます。</translation>
    </message>
    <message>
      <source>Files of a Gluster volume; the same storage from every host</source>
      <translation>Gluster ボリュームのファイルです。どのホストからも同じストレージです</translation>
    </message>
    <message>
      <source>Files that libvirt wrote to while disks that are reset at start were in use, and did not remove.</source>
      <translation>起動時にリセットされるディスクの使用中に libvirt が書き込み、削除されずに残ったファイルです。</translation>
    </message>
    <message>
      <source>Filling the disk {disk} ({number} of {count})</source>
      <translation>ディスク {disk} にデータをコピー中 ({number} / {count})</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>絞り込み</translation>
    </message>
    <message>
      <source>Filter  (os:debian …)</source>
      <translation>絞り込み  (os:debian …)</translation>
    </message>
    <message>
      <source>Filter the log</source>
      <translation>ログの絞り込み</translation>
    </message>
    <message>
      <source>Filter the tasks</source>
      <translation>タスクの絞り込み</translation>
    </message>
    <message>
      <source>Filter the tree</source>
      <translation>ツリーの絞り込み</translation>
    </message>
    <message>
      <source>Find a disk</source>
      <translation>ディスクの検索</translation>
    </message>
    <message>
      <source>Find what is offered there</source>
      <translation>提供されているものを検索</translation>
    </message>
    <message>
      <source>Finding unused space</source>
      <translation>未使用の領域を検索中</translation>
    </message>
    <message>
      <source>Fingerprint {value}</source>
      <translation>指紋 {value}</translation>
    </message>
    <message>
      <source>Finish</source>
      <translation>完了</translation>
    </message>
    <message>
      <source>Finish the installation of {name}</source>
      <translation>{name} のインストールの仕上げ</translation>
    </message>
    <message>
      <source>Finishing</source>
      <translation>仕上げ中</translation>
    </message>
    <message>
      <source>Finishing the VM</source>
      <translation>VM の仕上げ中</translation>
    </message>
    <message>
      <source>Finishing the disk</source>
      <translation>ディスクの仕上げ中</translation>
    </message>
    <message>
      <source>Firmware</source>
      <translation>ファームウェア</translation>
    </message>
    <message>
      <source>Firmware: {name}</source>
      <translation>ファームウェア: {name}</translation>
    </message>
    <message>
      <source>First steps</source>
      <translation>はじめに</translation>
    </message>
    <message>
      <source>First tab (Alt+2 … Alt+9: the others)</source>
      <translation>最初のタブ (Alt+2 … Alt+9: ほかのタブ)</translation>
    </message>
    <message>
      <source>Fit the window</source>
      <translation>ウィンドウに合わせる</translation>
    </message>
    <message>
      <source>Fix</source>
      <translation>修正</translation>
    </message>
    <message>
      <source>Fix guest tools…</source>
      <translation>ゲストツールの修正…</translation>
    </message>
    <message>
      <source>Fixed address</source>
      <translation>固定アドレス</translation>
    </message>
    <message>
      <source>Fixed addresses of network cards are not carried over: rhsrvany.exe is missing on the host, or its virt-v2v is too old.</source>
      <translation>ネットワークカードの固定アドレスは引き継がれません。ホストに rhsrvany.exe がないか、virt-v2v が古すぎます。</translation>
    </message>
    <message>
      <source>Floppy</source>
      <translation>フロッピー</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>フォルダー</translation>
    </message>
    <message>
      <source>Folder in it</source>
      <translation>ボリューム内のフォルダー</translation>
    </message>
    <message>
      <source>Folder of this computer</source>
      <translation>このコンピュータのフォルダー</translation>
    </message>
    <message>
      <source>Folder on the host</source>
      <translation>ホストのフォルダー</translation>
    </message>
    <message>
      <source>Folder to export to</source>
      <translation>エクスポート先のフォルダー</translation>
    </message>
    <message>
      <source>For Hyper-V and XenServer: dynamic, up to 2 TiB. The disks only.</source>
      <translation>Hyper-V と XenServer 用です (可変サイズ、最大 2 TiB)。ディスクのみです。</translation>
    </message>
    <message>
      <source>For Hyper-V. The disks only.</source>
      <translation>Hyper-V 用です。ディスクのみです。</translation>
    </message>
    <message>
      <source>For Linux: removes machine ID, ssh host keys and more, and sets the host name. Takes a minute or more each.</source>
      <translation>Linux 用: マシン ID や ssh ホストキーなどを削除し、ホスト名を設定します。1 個につき 1 分以上かかります。</translation>
    </message>
    <message>
      <source>For QEMU and libvirt. The disks only, without the VM.</source>
      <translation>QEMU と libvirt 用です。VM を含まず、ディスクのみです。</translation>
    </message>
    <message>
      <source>For VMware: compressed (streamOptimized). The disks only.</source>
      <translation>VMware 用です (圧縮形式 streamOptimized)。ディスクのみです。</translation>
    </message>
    <message>
      <source>For Windows VMs of hosts that have none of their own.</source>
      <translation>virtio-win ISO がないホストの Windows VM に使用します。</translation>
    </message>
    <message>
      <source>For XenServer and XCP-ng. One file a VM.</source>
      <translation>XenServer と XCP-ng 用です。VM ごとに 1 つのファイルになります。</translation>
    </message>
    <message>
      <source>For a VM: its disks and drives, named as the guest sees them. “Reset at start” disks forget their changes.</source>
      <translation>VM の場合: ディスクとドライブが、ゲストから見える名前で表示されます。「起動時にリセット」のディスクへの変更は失われます。</translation>
    </message>
    <message>
      <source>For a VM: its network interfaces and their addresses. For a host: its networks. For a network: its DHCP leases.</source>
      <translation>VM の場合: ネットワークインターフェイスとアドレスが表示されます。ホストの場合: ネットワークが表示されます。ネットワークの場合: DHCP リースが表示されます。</translation>
    </message>
    <message>
      <source>For a backup. The original must be gone.</source>
      <translation>バックアップ用です。元の VM が存在していてはなりません。</translation>
    </message>
    <message>
      <source>For a host: its storage repositories. For a repository: the virtual disks in it and the VMs that use them.</source>
      <translation>ホストの場合: ストレージリポジトリが表示されます。ストレージリポジトリの場合: その中の仮想ディスクと、それを使用する VM が表示されます。</translation>
    </message>
    <message>
      <source>For a source that was prepared before, and for systems without an identity.</source>
      <translation>事前に準備済みの複製元や、固有情報のないシステム用です。</translation>
    </message>
    <message>
      <source>For an installation</source>
      <translation>インストール用</translation>
    </message>
    <message>
      <source>For an operating system that is not in the list: standard devices that every system has drivers for.</source>
      <translation>一覧にないオペレーティングシステム用です。どのシステムにもドライバーがある標準デバイスを使用します。</translation>
    </message>
    <message>
      <source>For example /dev/sdb1 or /dev/disk/by-uuid/…</source>
      <translation>例: /dev/sdb1 または /dev/disk/by-uuid/…</translation>
    </message>
    <message>
      <source>For example /export/vm; the share's name for SMB</source>
      <translation>例: /export/vm (SMB の場合は共有名)</translation>
    </message>
    <message>
      <source>For example an ISO image of this computer.</source>
      <translation>例: このコンピュータの ISO イメージ</translation>
    </message>
    <message>
      <source>For this run only (--connect)</source>
      <translation>今回の実行のみ (--connect)</translation>
    </message>
    <message>
      <source>For what</source>
      <translation>用途</translation>
    </message>
    <message>
      <source>Force off</source>
      <translation>強制シャットダウン</translation>
    </message>
    <message>
      <source>Force off {name}</source>
      <translation>{name} の強制シャットダウン</translation>
    </message>
    <message>
      <source>Force reboot</source>
      <translation>強制再起動</translation>
    </message>
    <message>
      <source>Force reboot {name}</source>
      <translation>{name} の強制再起動</translation>
    </message>
    <message>
      <source>Forced off</source>
      <translation>強制シャットダウンされました</translation>
    </message>
    <message>
      <source>Forcing off</source>
      <translation>強制シャットダウン中</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>形式</translation>
    </message>
    <message>
      <source>Format of disk {number}</source>
      <translation>ディスク {number} の形式</translation>
    </message>
    <message>
      <source>Format of the disks</source>
      <translation>ディスクの形式</translation>
    </message>
    <message>
      <source>Formats</source>
      <translation>形式</translation>
    </message>
    <message>
      <source>Forward</source>
      <translation>進む</translation>
    </message>
    <message>
      <source>Found</source>
      <translation>結果</translation>
    </message>
    <message>
      <source>Found on the medium: {os}.</source>
      <translation>メディアの内容: {os}。</translation>
    </message>
    <message>
      <source>Found out by the host</source>
      <translation>ホストで自動判定</translation>
    </message>
    <message>
      <source>Free</source>
      <translation>空き</translation>
    </message>
    <message>
      <source>Free software under the Apache License 2.0.</source>
      <translation>Apache License 2.0 に基づくフリーソフトウェアです。</translation>
    </message>
    <message>
      <source>Free some disk space, then try again.</source>
      <translation>ディスクの空き容量を増やしてから、もう一度実行してください。</translation>
    </message>
    <message>
      <source>Free some space on the disk or in the work folder of the conversion host.</source>
      <translation>ディスクまたは変換ホストの作業フォルダーの空き容量を増やしてください。</translation>
    </message>
    <message>
      <source>Free some space there, or choose another storage repository.</source>
      <translation>空き容量を増やすか、別のストレージリポジトリを選択してください。</translation>
    </message>
    <message>
      <source>Free some space there.</source>
      <translation>空き容量を増やしてください。</translation>
    </message>
    <message>
      <source>Free some space, or choose another host.</source>
      <translation>空き容量を増やすか、別のホストを選択してください。</translation>
    </message>
    <message>
      <source>Free space on the storage repository or choose another one.</source>
      <translation>ストレージリポジトリの空き容量を増やすか、別のストレージリポジトリを選択してください。</translation>
    </message>
    <message>
      <source>From 1 to {n} clones can be made at a time.</source>
      <translation>一度に作成できる複製は 1 から {n} 個です。</translation>
    </message>
    <message>
      <source>From a VM, a disk image such as a cloud image, or settings alone.</source>
      <translation>VM、ディスクイメージ (クラウドイメージなど)、または設定のみから作成します。</translation>
    </message>
    <message>
      <source>From a running Windows</source>
      <translation>稼働中の Windows から</translation>
    </message>
    <message>
      <source>From captured images</source>
      <translation>取得済みのイメージから</translation>
    </message>
    <message>
      <source>From files or an address: OVA, OVF, XVA, disk images, libvirt domains. Files can also be dropped onto the window.</source>
      <translation>ファイルまたはアドレスからインポートします: OVA、OVF、XVA、ディスクイメージ、libvirt ドメイン。ファイルをウィンドウにドロップすることもできます。</translation>
    </message>
    <message>
      <source>From this many disks under a clone's disk on, its General tab warns and offers to restore the disk speed.</source>
      <translation>複製のディスクの基になるディスクがこの数以上になると、[全般] タブに警告が表示され、ディスク速度を復元できます。</translation>
    </message>
    <message>
      <source>From where</source>
      <translation>設定元</translation>
    </message>
    <message>
      <source>Full copy</source>
      <translation>完全なコピー</translation>
    </message>
    <message>
      <source>Full screen</source>
      <translation>全画面表示</translation>
    </message>
    <message>
      <source>Full screen (F11)</source>
      <translation>全画面表示 (F11)</translation>
    </message>
    <message>
      <source>Fully virtual (HVM)</source>
      <translation>完全仮想化 (HVM)</translation>
    </message>
    <message>
      <source>Fully virtualized (HVM)</source>
      <translation>完全仮想化 (HVM)</translation>
    </message>
    <message>
      <source>General</source>
      <translation>全般</translation>
    </message>
    <message>
      <source>Get it again from its origin.</source>
      <translation>提供元から入手し直してください。</translation>
    </message>
    <message>
      <source>Give VMs that are to move live a CPU model that all have.</source>
      <translation>ライブ移行する VM には、すべてのホストに共通の CPU モデルを設定してください。</translation>
    </message>
    <message>
      <source>Give VMs that are to move live the CPU model {model}, which all have.</source>
      <translation>ライブ移行する VM には、すべてのホストに共通の CPU モデル {model} を設定してください。</translation>
    </message>
    <message>
      <source>Give a VM a network card, also while it runs.</source>
      <translation>VM にネットワークカードを追加します。実行中も可能です。</translation>
    </message>
    <message>
      <source>Give a pool another name.</source>
      <translation>プールの名前を変更します。</translation>
    </message>
    <message>
      <source>Give it a name without “/”.</source>
      <translation>「/」を含まない名前を入力してください。</translation>
    </message>
    <message>
      <source>Give it a name.</source>
      <translation>名前を入力してください。</translation>
    </message>
    <message>
      <source>Give it another name with --name.</source>
      <translation>--name で別の名前を指定してください。</translation>
    </message>
    <message>
      <source>Give it another name.</source>
      <translation>別の名前を指定してください。</translation>
    </message>
    <message>
      <source>Give it such sectors in the VM's XML (blockio), with the bus virtio or SCSI; others have sectors of 512 bytes.</source>
      <translation>VM の XML (blockio) で同じセクターサイズを設定し、バスに virtio または SCSI を使用してください。ほかのバスのセクターは 512 バイトです。</translation>
    </message>
    <message>
      <source>Give the VM a display that listens on an address.</source>
      <translation>アドレスで待ち受けるディスプレイを VM に設定してください。</translation>
    </message>
    <message>
      <source>Give the VM a name.</source>
      <translation>VM の名前を入力してください。</translation>
    </message>
    <message>
      <source>Give the VM a shorter name, or restart the host's libvirt with a UTF-8 locale.</source>
      <translation>VM にもっと短い名前を付けるか、ホストの libvirt を UTF-8 ロケールで再起動してください。</translation>
    </message>
    <message>
      <source>Give the VM a shorter name.</source>
      <translation>VM にもっと短い名前を付けてください。</translation>
    </message>
    <message>
      <source>Give the VMs addresses by &amp;DHCP</source>
      <translation>VM のアドレスを DHCP で割り当てる(&amp;D)</translation>
    </message>
    <message>
      <source>Give the VMs addresses by DHCP</source>
      <translation>VM のアドレスを DHCP で割り当てる</translation>
    </message>
    <message>
      <source>Give the network a name.</source>
      <translation>ネットワークの名前を入力してください。</translation>
    </message>
    <message>
      <source>Give the passphrase or the recovery key, or choose “copy only”.</source>
      <translation>パスフレーズまたは回復キーを指定するか、「コピーのみ」を選択してください。</translation>
    </message>
    <message>
      <source>Give {hosts} the same repository; until then VMs move there with their disks.</source>
      <translation>{hosts} にも同じストレージリポジトリを作成してください。それまで、VM はディスクとともに移動します。</translation>
    </message>
    <message>
      <source>Given to running VMs</source>
      <translation>実行中の VM への割り当て</translation>
    </message>
    <message>
      <source>Gluster volume</source>
      <translation>Gluster ボリューム</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>次へ進む</translation>
    </message>
    <message>
      <source>Go on with the next pages meanwhile.</source>
      <translation>その間に次のページに進むことができます。</translation>
    </message>
    <message>
      <source>Go to {name}</source>
      <translation>{name} に移動</translation>
    </message>
    <message>
      <source>Go to {page}</source>
      <translation>{page}に移動</translation>
    </message>
    <message>
      <source>Goes to</source>
      <translation>接続先</translation>
    </message>
    <message>
      <source>Guest</source>
      <translation>ゲスト</translation>
    </message>
    <message>
      <source>Guest preparation</source>
      <translation>ゲストの準備</translation>
    </message>
    <message>
      <source>Guest tools</source>
      <translation>ゲストツール</translation>
    </message>
    <message>
      <source>Guest tools of Xen VMs are read from xenstore, which needs an ssh connection to the host.</source>
      <translation>Xen VM のゲストツールの状態は xenstore から読み取るため、ホストへの ssh 接続が必要です。</translation>
    </message>
    <message>
      <source>Guest tools of another product are installed: {tools}.</source>
      <translation>別の製品のゲストツールがインストールされています: {tools}。</translation>
    </message>
    <message>
      <source>Guests</source>
      <translation>ゲスト</translation>
    </message>
    <message>
      <source>H&amp;ost</source>
      <translation>ホスト(&amp;O)</translation>
    </message>
    <message>
      <source>HOST</source>
      <translation>ホスト</translation>
    </message>
    <message>
      <source>HOSTS</source>
      <translation>ホスト</translation>
    </message>
    <message>
      <source>HYPERVISOR</source>
      <translation>ハイパーバイザー</translation>
    </message>
    <message>
      <source>Hard disk</source>
      <translation>ハードディスク</translation>
    </message>
    <message>
      <source>Hardware</source>
      <translation>ハードウェア</translation>
    </message>
    <message>
      <source>Hardware acceleration (KVM) works.</source>
      <translation>ハードウェアアクセラレーション (KVM) が動作しています。</translation>
    </message>
    <message>
      <source>Hardware acceleration can be chosen on QEMU hosts only.</source>
      <translation>ハードウェアアクセラレーションは QEMU ホストでのみ選択できます。</translation>
    </message>
    <message>
      <source>Hardware addresses in network settings</source>
      <translation>ネットワーク設定内のハードウェアアドレス</translation>
    </message>
    <message>
      <source>Hardware settings for an operating system, with an empty disk.</source>
      <translation>オペレーティングシステム用のハードウェア設定と空のディスクです。</translation>
    </message>
    <message>
      <source>Hardware virtualization (KVM) is there, but a test guest crashed under it: VMs run under emulation, slowly.</source>
      <translation>ハードウェア仮想化 (KVM) はありますが、テスト用ゲストがクラッシュしました。VM はエミュレーションで低速に動作します。</translation>
    </message>
    <message>
      <source>Hardware virtualization (KVM) is there, but a test guest hung under it: VMs run under emulation, slowly.</source>
      <translation>ハードウェア仮想化 (KVM) はありますが、テスト用ゲストがハングしました。VM はエミュレーションで低速に動作します。</translation>
    </message>
    <message>
      <source>Hardware virtualization could not be checked (the demo appliance is not built): VMs run under emulation, slowly.</source>
      <translation>ハードウェア仮想化を確認できませんでした (デモアプライアンスがまだビルドされていません)。VM はエミュレーションで低速に動作します。</translation>
    </message>
    <message>
      <source>Has only {have} of memory; the VM needs {need}.</source>
      <translation>メモリが {have} しかありません。VM には {need} が必要です。</translation>
    </message>
    <message>
      <source>Have its passphrase at hand for the conversion.</source>
      <translation>変換に必要なパスフレーズを用意してください。</translation>
    </message>
    <message>
      <source>Have your user added to the group “libvirt” on the host, then log in there again.</source>
      <translation>ホストでユーザーをグループ「libvirt」に追加してもらい、そのホストにログインし直してください。</translation>
    </message>
    <message>
      <source>Have your user added to the group “libvirt”, then log in again, or use qemu:///session.</source>
      <translation>ユーザーをグループ「libvirt」に追加してもらい、ログインし直すか、qemu:///session を使用してください。</translation>
    </message>
    <message>
      <source>Have {user} added to the group “libvirt” on the host, or log in as root.</source>
      <translation>ホストで {user} をグループ「libvirt」に追加してもらうか、root でログインしてください。</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>ヘルプ</translation>
    </message>
    <message>
      <source>Help of this page</source>
      <translation>このページのヘルプ</translation>
    </message>
    <message>
      <source>Help on this page</source>
      <translation>このページのヘルプ</translation>
    </message>
    <message>
      <source>Hide</source>
      <translation>非表示</translation>
    </message>
    <message>
      <source>Home host</source>
      <translation>ホームホスト</translation>
    </message>
    <message>
      <source>Host</source>
      <translation>ホスト</translation>
    </message>
    <message>
      <source>Host devices (SR-IOV)</source>
      <translation>ホストデバイス (SR-IOV)</translation>
    </message>
    <message>
      <source>Host key</source>
      <translation>ホストキー</translation>
    </message>
    <message>
      <source>Host name</source>
      <translation>ホスト名</translation>
    </message>
    <message>
      <source>Host name or port in “{uri}” is not well-formed.</source>
      <translation>「{uri}」のホスト名またはポートの形式が正しくありません。</translation>
    </message>
    <message>
      <source>Host name, kernel and file systems are told by the Management Agent.</source>
      <translation>ホスト名、カーネル、ファイルシステムは管理エージェントから取得されます。</translation>
    </message>
    <message>
      <source>Host of VM {number}</source>
      <translation>VM {number} のホスト</translation>
    </message>
    <message>
      <source>Host that it is converted on, and runs on</source>
      <translation>変換と実行を行うホスト</translation>
    </message>
    <message>
      <source>Hosts</source>
      <translation>ホスト</translation>
    </message>
    <message>
      <source>Hosts: those of the configuration that Virtdeck itself uses, this computer's own libvirt included, or those given with --connect.</source>
      <translation>ホスト: Virtdeck 自体の設定にあるホスト (このコンピュータ自身の libvirt を含む)、または --connect で指定したホストを対象とします。</translation>
    </message>
    <message>
      <source>Hours that the key is good for</source>
      <translation>鍵の有効期間 (時間)</translation>
    </message>
    <message>
      <source>Hours to wait for the machine</source>
      <translation>マシンを待機する時間</translation>
    </message>
    <message>
      <source>How</source>
      <translation>方法</translation>
    </message>
    <message>
      <source>How &amp;many</source>
      <translation>数(&amp;M)</translation>
    </message>
    <message>
      <source>How VM {number} gets to start here</source>
      <translation>VM {number} をここで起動する方法</translation>
    </message>
    <message>
      <source>How do the disks of the physical machine come here?</source>
      <translation>物理マシンのディスクをどのように転送しますか?</translation>
    </message>
    <message>
      <source>How do the guests become different from each other?</source>
      <translation>ゲストの固有情報をどのように設定しますか?</translation>
    </message>
    <message>
      <source>How does its system get to start here?</source>
      <translation>システムをどのように起動しますか?</translation>
    </message>
    <message>
      <source>How does the machine boot virt-p2v?</source>
      <translation>マシンで virt-p2v を起動する方法を指定してください</translation>
    </message>
    <message>
      <source>How does {host} run its VMs?</source>
      <translation>{host} でどのように VM を実行しますか?</translation>
    </message>
    <message>
      <source>How far</source>
      <translation>進行状況</translation>
    </message>
    <message>
      <source>How is it cloned?</source>
      <translation>どのように複製しますか?</translation>
    </message>
    <message>
      <source>How it is copied</source>
      <translation>コピー方法</translation>
    </message>
    <message>
      <source>How long Shut down and Reboot wait for the guest. Then Force off is offered; nothing is ever forced by itself.</source>
      <translation>シャットダウンと再起動でゲストを待つ時間です。経過すると強制シャットダウンを選択できます。自動的に強制することはありません。</translation>
    </message>
    <message>
      <source>How many</source>
      <translation>数</translation>
    </message>
    <message>
      <source>How many, and what are they called?</source>
      <translation>作成する数と名前を指定してください</translation>
    </message>
    <message>
      <source>How much CPU and memory does it get?</source>
      <translation>CPU とメモリをどれだけ割り当てますか?</translation>
    </message>
    <message>
      <source>How the tree is arranged</source>
      <translation>ツリーの表示方法</translation>
    </message>
    <message>
      <source>How to &amp;reach it</source>
      <translation>接続方法(&amp;R)</translation>
    </message>
    <message>
      <source>How to reach it</source>
      <translation>接続方法</translation>
    </message>
    <message>
      <source>Hyper-V enlightenments</source>
      <translation>Hyper-V 拡張機能</translation>
    </message>
    <message>
      <source>Hypervisor</source>
      <translation>ハイパーバイザー</translation>
    </message>
    <message>
      <source>I &amp;accept the licence</source>
      <translation>ライセンスに同意する(&amp;A)</translation>
    </message>
    <message>
      <source>I accept the licence</source>
      <translation>ライセンスに同意する</translation>
    </message>
    <message>
      <source>I/O drivers</source>
      <translation>I/O ドライバー</translation>
    </message>
    <message>
      <source>I/O not optimized</source>
      <translation>I/O は最適化されていません</translation>
    </message>
    <message>
      <source>I/O optimized</source>
      <translation>I/O が最適化されました</translation>
    </message>
    <message>
      <source>ID</source>
      <translation>ID</translation>
    </message>
    <message>
      <source>IDE</source>
      <translation>IDE</translation>
    </message>
    <message>
      <source>INSTANT</source>
      <translation>インスタント</translation>
    </message>
    <message>
      <source>IPv&amp;4 address of the host</source>
      <translation>ホストの IPv4 アドレス(&amp;4)</translation>
    </message>
    <message>
      <source>IPv&amp;6 address of the host</source>
      <translation>ホストの IPv6 アドレス(&amp;6)</translation>
    </message>
    <message>
      <source>IPv4 (link-local)</source>
      <translation>IPv4 (リンクローカル)</translation>
    </message>
    <message>
      <source>IPv6 (link-local)</source>
      <translation>IPv6 (リンクローカル)</translation>
    </message>
    <message>
      <source>ISO image</source>
      <translation>ISO イメージ</translation>
    </message>
    <message>
      <source>ISO image of this computer</source>
      <translation>このコンピュータの ISO イメージ</translation>
    </message>
    <message>
      <source>ISO images</source>
      <translation>ISO イメージ</translation>
    </message>
    <message>
      <source>ISO images (*.iso);;All files (*)</source>
      <translation>ISO イメージ (*.iso);;すべてのファイル (*)</translation>
    </message>
    <message>
      <source>Icon</source>
      <translation>アイコン</translation>
    </message>
    <message>
      <source>If the host was installed anew, remove its old key ({place}); if not, somebody may be listening in.</source>
      <translation>ホストを新しくインストールした場合は、古いキー ({place}) を削除してください。そうでない場合は、通信が傍受されている可能性があります。</translation>
    </message>
    <message>
      <source>Images can be copied into folders only.</source>
      <translation>イメージをコピーできるのはフォルダーのみです。</translation>
    </message>
    <message>
      <source>Images of the format {format} can't be read: {program} is not installed on this computer.</source>
      <translation>形式 {format} のイメージを読み取れません: {program} がこのコンピュータにインストールされていません。</translation>
    </message>
    <message>
      <source>Images of this format are usually made for QEMU.</source>
      <translation>この形式のイメージは通常 QEMU 用に作成されています。</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>インポート</translation>
    </message>
    <message>
      <source>Import VMs</source>
      <translation>VM のインポート</translation>
    </message>
    <message>
      <source>Import VMs from an OVA, OVF, XVA, disk image or domain XML. What was written is read back and compared.</source>
      <translation>OVA、OVF、XVA、ディスクイメージ、またはドメイン XML から VM をインポートします。書き込んだ内容は読み直して比較されます。</translation>
    </message>
    <message>
      <source>Import it as a copy.</source>
      <translation>コピーとしてインポートしてください。</translation>
    </message>
    <message>
      <source>Import {name} from {file}</source>
      <translation>{file} からの {name} のインポート</translation>
    </message>
    <message>
      <source>Import {n} VMs from {file}</source>
      <translation>{file} からの {n} 台の VM のインポート</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>インポート…</translation>
    </message>
    <message>
      <source>In a window of its own (Alt+Shift+U)</source>
      <translation>別のウィンドウで表示 (Alt+Shift+U)</translation>
    </message>
    <message>
      <source>In the drive: {disc}</source>
      <translation>ドライブ内: {disc}</translation>
    </message>
    <message>
      <source>In use, but copied as of one moment: {mounts}.</source>
      <translation>使用中ですが、ある時点の状態でコピーされます: {mounts}。</translation>
    </message>
    <message>
      <source>In use, but each copied as of one moment of its own: {mounts}.</source>
      <translation>使用中ですが、それぞれ別の時点の状態でコピーされます: {mounts}。</translation>
    </message>
    <message>
      <source>Infrastructure</source>
      <translation>インフラストラクチャ</translation>
    </message>
    <message>
      <source>Initiator</source>
      <translation>イニシエーター</translation>
    </message>
    <message>
      <source>Insert the answer file into {name}</source>
      <translation>{name} への応答ファイルの挿入</translation>
    </message>
    <message>
      <source>Insert the tools disc into {name}</source>
      <translation>{name} へのツール ISO の挿入</translation>
    </message>
    <message>
      <source>Insert {disc} into {name}</source>
      <translation>{name} への {disc} の挿入</translation>
    </message>
    <message>
      <source>Inserting {disc}</source>
      <translation>{disc} を挿入中</translation>
    </message>
    <message>
      <source>Inspecting the operating system</source>
      <translation>オペレーティングシステムを検査中</translation>
    </message>
    <message>
      <source>Install &amp;without questions</source>
      <translation>質問なしでインストールする(&amp;W)</translation>
    </message>
    <message>
      <source>Install I/O drivers and Management Agent</source>
      <translation>I/O ドライバーおよび管理エージェントをインストール</translation>
    </message>
    <message>
      <source>Install Management Agent</source>
      <translation>管理エージェントをインストール</translation>
    </message>
    <message>
      <source>Install OVMF for Xen on the host (Debian: {package}), or choose another kind of VM, if there is one.</source>
      <translation>ホストに Xen 用の OVMF (Debian: {package}) をインストールするか、可能であれば別の種類の VM を選択してください。</translation>
    </message>
    <message>
      <source>Install Virtdeck again.</source>
      <translation>Virtdeck を再インストールしてください。</translation>
    </message>
    <message>
      <source>Install a kernel package there (Debian: {package}).</source>
      <translation>そのホストにカーネルパッケージをインストールしてください (Debian: {package})。</translation>
    </message>
    <message>
      <source>Install a newer version of the package {package} there, or choose “copy only”.</source>
      <translation>そのホストに新しいバージョンのパッケージ {package} をインストールするか、「コピーのみ」を選択してください。</translation>
    </message>
    <message>
      <source>Install and start an ssh server there, and let Virtdeck log in as root.</source>
      <translation>そのホストに ssh サーバーをインストールして起動し、Virtdeck が root でログインできるようにしてください。</translation>
    </message>
    <message>
      <source>Install and start libvirt (package libvirt-daemon-system), or use qemu:///session.</source>
      <translation>libvirt (パッケージ libvirt-daemon-system) をインストールして起動するか、qemu:///session を使用してください。</translation>
    </message>
    <message>
      <source>Install and start libvirt on the host (packages libvirt-daemon-system or libvirt-daemon).</source>
      <translation>ホストに libvirt (パッケージ libvirt-daemon-system または libvirt-daemon) をインストールして起動してください。</translation>
    </message>
    <message>
      <source>Install guest tools</source>
      <translation>ゲストツールのインストール</translation>
    </message>
    <message>
      <source>Install it by hand.</source>
      <translation>手動でインストールしてください。</translation>
    </message>
    <message>
      <source>Install it on the host (package libvirt-daemon-system, on Fedora and Red Hat libvirt).</source>
      <translation>ホストに libvirt (パッケージ libvirt-daemon-system、Fedora と Red Hat では libvirt) をインストールしてください。</translation>
    </message>
    <message>
      <source>Install the CA certificate and a client certificate for libvirt, or connect by ssh.</source>
      <translation>libvirt 用の CA 証明書とクライアント証明書をインストールするか、ssh で接続してください。</translation>
    </message>
    <message>
      <source>Install the drivers later with the guest tools.</source>
      <translation>後でゲストツールとともにドライバーをインストールしてください。</translation>
    </message>
    <message>
      <source>Install the guest tools where they are missing, and remove those of other products.</source>
      <translation>不足しているゲストツールをインストールし、ほかの製品のゲストツールを削除してください。</translation>
    </message>
    <message>
      <source>Install the management a&amp;gent</source>
      <translation>管理エージェントをインストールする(&amp;G)</translation>
    </message>
    <message>
      <source>Install the management agent</source>
      <translation>管理エージェントをインストールする</translation>
    </message>
    <message>
      <source>Install the package qemu-guest-agent in the guest, or build the disc: packaging/tools-iso</source>
      <translation>ゲストにパッケージ qemu-guest-agent をインストールするか、ツール ISO をビルドしてください: packaging/tools-iso</translation>
    </message>
    <message>
      <source>Install the package virt-viewer.</source>
      <translation>パッケージ virt-viewer をインストールしてください。</translation>
    </message>
    <message>
      <source>Install the package {package} there, or choose “copy only”.</source>
      <translation>そのホストにパッケージ {package} をインストールするか、「コピーのみ」を選択してください。</translation>
    </message>
    <message>
      <source>Install the package {package} there.</source>
      <translation>そのホストにパッケージ {package} をインストールしてください。</translation>
    </message>
    <message>
      <source>Install the package {package}, or use the kernel command line with media from elsewhere.</source>
      <translation>パッケージ {package} をインストールするか、別の場所で作成したメディアでカーネルコマンドラインを使用してください。</translation>
    </message>
    <message>
      <source>Install the package {package}.</source>
      <translation>パッケージ {package} をインストールしてください。</translation>
    </message>
    <message>
      <source>Install the packages {debian} (Debian, Ubuntu) or {fedora} (Fedora, Red Hat), or add a host that has libvirt.</source>
      <translation>パッケージ {debian} (Debian、Ubuntu) または {fedora} (Fedora、Red Hat) をインストールするか、libvirt のあるホストを追加してください。</translation>
    </message>
    <message>
      <source>Install virt-ssh-helper (package libvirt-daemon, libvirt 6.8 or newer) on the host.</source>
      <translation>ホストに virt-ssh-helper (パッケージ libvirt-daemon、libvirt 6.8 以降) をインストールしてください。</translation>
    </message>
    <message>
      <source>Install without questions</source>
      <translation>質問なしでインストールする</translation>
    </message>
    <message>
      <source>Installation</source>
      <translation>インストール</translation>
    </message>
    <message>
      <source>Installation media</source>
      <translation>インストールメディア</translation>
    </message>
    <message>
      <source>Installation medium</source>
      <translation>インストールメディア</translation>
    </message>
    <message>
      <source>Installed from: {methods}</source>
      <translation>インストール元: {methods}</translation>
    </message>
    <message>
      <source>Installing guest tools</source>
      <translation>ゲストツールのインストール</translation>
    </message>
    <message>
      <source>Intel e1000</source>
      <translation>Intel e1000</translation>
    </message>
    <message>
      <source>Intel e1000e</source>
      <translation>Intel e1000e</translation>
    </message>
    <message>
      <source>Interface {name}</source>
      <translation>インターフェイス {name}</translation>
    </message>
    <message>
      <source>Interrupted tasks left something behind ({count}): “virtdeckctl leftover-list” shows it.</source>
      <translation>中断されたタスクが残したオブジェクトがあります ({count} 個)。「virtdeckctl leftover-list」で一覧を表示できます。</translation>
    </message>
    <message>
      <source>Into files: OVA, OVF, XVA or disk images. Also while it runs.</source>
      <translation>OVA、OVF、XVA、またはディスクイメージのファイルに出力します。実行中も可能です。</translation>
    </message>
    <message>
      <source>Is it a Linux guest? A seed medium (cloud-init) is the other way.</source>
      <translation>Linux ゲストかどうか確認してください。シードメディア (cloud-init) を使用する方法もあります。</translation>
    </message>
    <message>
      <source>Is shut down and started again</source>
      <translation>シャットダウンして起動し直す</translation>
    </message>
    <message>
      <source>Is the operating system converted, or only copied?</source>
      <translation>オペレーティングシステムを変換しますか、コピーのみ行いますか?</translation>
    </message>
    <message>
      <source>Is this the VM you want?</source>
      <translation>この内容で VM を作成しますか?</translation>
    </message>
    <message>
      <source>Is this the machine, and is it fit for a copy?</source>
      <translation>マシンの内容とコピーの可否を確認してください</translation>
    </message>
    <message>
      <source>Is this the pool you want?</source>
      <translation>この内容でプールを作成しますか?</translation>
    </message>
    <message>
      <source>Is this the storage repository you want?</source>
      <translation>この内容でストレージリポジトリを作成しますか?</translation>
    </message>
    <message>
      <source>Is this what you want?</source>
      <translation>この内容でよろしいですか?</translation>
    </message>
    <message>
      <source>Isolated</source>
      <translation>隔離</translation>
    </message>
    <message>
      <source>Isolated: VMs reach each other and the host only</source>
      <translation>隔離: VM 同士とホストにのみ到達可能</translation>
    </message>
    <message>
      <source>It begins with qemu, xen, lxc, bhyve or test, for example qemu+ssh://host/system.</source>
      <translation>先頭は qemu、xen、lxc、bhyve、test のいずれかです (例: qemu+ssh://host/system)。</translation>
    </message>
    <message>
      <source>It can be read; nothing says what it has to be.</source>
      <translation>読み取れますが、正しい内容を確認するための情報がありません。</translation>
    </message>
    <message>
      <source>It can't be cloned now.</source>
      <translation>現在は複製できません。</translation>
    </message>
    <message>
      <source>It can't be read: {why}.</source>
      <translation>読み取れません: {why}。</translation>
    </message>
    <message>
      <source>It can't be used: {why}.</source>
      <translation>使用できません: {why}。</translation>
    </message>
    <message>
      <source>It can't run VMs of this kind ({arch}, {type}).</source>
      <translation>この種類 ({arch}、{type}) の VM を実行できません。</translation>
    </message>
    <message>
      <source>It comes from libvirt: it keeps the devices that it had.</source>
      <translation>libvirt の VM であるため、元のデバイスを維持します。</translation>
    </message>
    <message>
      <source>It could not be proved that {name} is shared</source>
      <translation>{name} が共有されていることを確認できませんでした</translation>
    </message>
    <message>
      <source>It does not reach {repository}, where the disk {disk} is.</source>
      <translation>ディスク {disk} のある {repository} にアクセスできません。</translation>
    </message>
    <message>
      <source>It does not start with its host any more.</source>
      <translation>ホストの起動時に自動起動しなくなります。</translation>
    </message>
    <message>
      <source>It had virtio devices already.</source>
      <translation>すでに virtio デバイスを使用しています。</translation>
    </message>
    <message>
      <source>It has an extended partition.</source>
      <translation>拡張パーティションがあります。</translation>
    </message>
    <message>
      <source>It has more vCPUs than {host} has CPUs: it will be slower.</source>
      <translation>vCPU の数が {host} の CPU の数を超えているため、動作が遅くなります。</translation>
    </message>
    <message>
      <source>It has no disk that could be prepared.</source>
      <translation>準備できるディスクがありません。</translation>
    </message>
    <message>
      <source>It has no disks.</source>
      <translation>ディスクはありません。</translation>
    </message>
    <message>
      <source>It has persistent memory in a file, which the clone uses too.</source>
      <translation>ファイル内の永続メモリがあり、複製もこれを使用します。</translation>
    </message>
    <message>
      <source>It has too little memory.</source>
      <translation>メモリが不足しています。</translation>
    </message>
    <message>
      <source>It has {size} now.</source>
      <translation>現在のサイズは {size} です。</translation>
    </message>
    <message>
      <source>It has: {disks}</source>
      <translation>ディスク: {disks}</translation>
    </message>
    <message>
      <source>It is a {format} image: import it as a VM first.</source>
      <translation>{format} イメージです。先に VM としてインポートしてください。</translation>
    </message>
    <message>
      <source>It is an installation medium.</source>
      <translation>インストールメディアです。</translation>
    </message>
    <message>
      <source>It is as the manifest says.</source>
      <translation>マニフェストと一致しています。</translation>
    </message>
    <message>
      <source>It is being made.</source>
      <translation>作成しています。</translation>
    </message>
    <message>
      <source>It is empty.</source>
      <translation>空です。</translation>
    </message>
    <message>
      <source>It is for installation media.</source>
      <translation>インストールメディア用です。</translation>
    </message>
    <message>
      <source>It is gone at the next start.</source>
      <translation>次回の起動時に削除されます。</translation>
    </message>
    <message>
      <source>It is in the package, and the manifest does not list it.</source>
      <translation>パッケージにありますが、マニフェストに記載されていません。</translation>
    </message>
    <message>
      <source>It is marked as shared by several VMs.</source>
      <translation>複数の VM で共有するように設定されています。</translation>
    </message>
    <message>
      <source>It is not in a storage repository of this host.</source>
      <translation>このホストのストレージリポジトリにありません。</translation>
    </message>
    <message>
      <source>It is not in the same pool as {host}.</source>
      <translation>{host} と同じプールに属していません。</translation>
    </message>
    <message>
      <source>It is not known where its partitions end.</source>
      <translation>パーティションの終わりの位置が不明です。</translation>
    </message>
    <message>
      <source>It is not known whether KVM works there.</source>
      <translation>このホストで KVM が動作するかどうかは不明です。</translation>
    </message>
    <message>
      <source>It is not known yet what the host can convert.</source>
      <translation>ホストで変換できるものはまだ不明です。</translation>
    </message>
    <message>
      <source>It is not proved that Virtdeck made it. Look at it and delete it by hand if it is not needed.</source>
      <translation>Virtdeck が作成したことを確認できません。内容を確認し、不要な場合は手動で削除してください。</translation>
    </message>
    <message>
      <source>It is not proved, so nothing is removed. Look at it there:  vssadmin list shadows</source>
      <translation>確認できないため、何も削除されません。マシンで次のコマンドを実行して確認してください:  vssadmin list shadows</translation>
    </message>
    <message>
      <source>It is not running.</source>
      <translation>実行されていません。</translation>
    </message>
    <message>
      <source>It is not signed, and has no checksums: nothing says who made it, or whether it is complete.</source>
      <translation>署名もチェックサムもないため、作成者や完全であることを確認できません。</translation>
    </message>
    <message>
      <source>It is not signed. Every part of its disks has a checksum, which is compared while it is read.</source>
      <translation>署名されていません。ディスクの各部分にチェックサムがあり、読み取り時に比較します。</translation>
    </message>
    <message>
      <source>It is not signed. Its disks are compared with a table of checksums at its end, if it has one.</source>
      <translation>署名されていません。末尾にチェックサムの表がある場合は、ディスクと比較されます。</translation>
    </message>
    <message>
      <source>It is not signed: anybody could have made or changed it.</source>
      <translation>署名されていません。誰でも作成または変更できた可能性があります。</translation>
    </message>
    <message>
      <source>It is prepared for a machine already.</source>
      <translation>すでに 1 台のマシンのために準備されています。</translation>
    </message>
    <message>
      <source>It is signed by {name}, and has not been changed since. Whether that is who it says, nobody vouches for.</source>
      <translation>{name} により署名され、その後変更されていません。ただし、署名者が本人であることを保証するものはありません。</translation>
    </message>
    <message>
      <source>It is signed by {name}, who is trusted.</source>
      <translation>信頼された署名者 {name} により署名されています。</translation>
    </message>
    <message>
      <source>It is signed by {name}, whose certificate is not valid today (until {date}).</source>
      <translation>{name} により署名されていますが、その証明書は現在有効ではありません (有効期限 {date})。</translation>
    </message>
    <message>
      <source>It is signed with a kind of key that can't be checked.</source>
      <translation>確認できない種類の鍵で署名されています。</translation>
    </message>
    <message>
      <source>It is started on each host for a moment, and nothing of it stays.</source>
      <translation>各ホストで一時的に開始されます。後には何も残りません。</translation>
    </message>
    <message>
      <source>It is taken off the host's list. What is stored in it stays where it is, and it can be added again.</source>
      <translation>ホストの一覧から削除されます。保存されている内容はそのまま残り、追加し直すことができます。</translation>
    </message>
    <message>
      <source>It is used by {names} too.</source>
      <translation>{names} でも使用されています。</translation>
    </message>
    <message>
      <source>It is your own.</source>
      <translation>自分専用のソケットです。</translation>
    </message>
    <message>
      <source>It leaves the pool {other}. A host is in one pool at most; its VMs run on.</source>
      <translation>プール {other} から外れます。ホストが属することのできるプールは 1 つだけです。VM は引き続き動作します。</translation>
    </message>
    <message>
      <source>It uses the TPM of its host: only one of the two VMs can run with it at a time.</source>
      <translation>ホストの TPM を使用しています。2 台の VM のうち、これを使用して同時に実行できるのは 1 台のみです。</translation>
    </message>
    <message>
      <source>It wants huge pages: the host needs enough of them for it to start.</source>
      <translation>ヒュージページを使用します。起動するには、ホストに十分なヒュージページが必要です。</translation>
    </message>
    <message>
      <source>It wants more memory than {host} has: it will not start there as it is.</source>
      <translation>必要なメモリが {host} のメモリを超えているため、このままでは起動しません。</translation>
    </message>
    <message>
      <source>It was cancelled.</source>
      <translation>キャンセルされました。</translation>
    </message>
    <message>
      <source>It was changed: its digest is not the manifest's.</source>
      <translation>変更されています: ダイジェストがマニフェストと一致しません。</translation>
    </message>
    <message>
      <source>It was not accepted. {question}</source>
      <translation>受け入れられませんでした。{question}</translation>
    </message>
    <message>
      <source>It was paravirtual ({kind}): it becomes a fully virtual machine, for which its system may have no kernel.</source>
      <translation>準仮想化 ({kind}) の VM でしたが、完全仮想化マシンになります。システムに対応するカーネルがない可能性があります。</translation>
    </message>
    <message>
      <source>It was started with a kernel of its host: now it starts from its disk.</source>
      <translation>ホストのカーネルで起動していましたが、今後はディスクから起動します。</translation>
    </message>
    <message>
      <source>Its MAC address is not known.</source>
      <translation>MAC アドレスが不明です。</translation>
    </message>
    <message>
      <source>Its TPM starts empty: secrets that the guest keeps there, such as a disk's key, do not come along.</source>
      <translation>TPM は空の状態で始まります。ディスクの鍵など、ゲストが TPM に保存している秘密情報は引き継がれません。</translation>
    </message>
    <message>
      <source>Its VMs run on, and nothing on the host changes. It can be added again at any time.</source>
      <translation>VM は引き続き動作し、ホストは何も変更されません。いつでも追加し直すことができます。</translation>
    </message>
    <message>
      <source>Its VMs run on.</source>
      <translation>VM は引き続き動作します。</translation>
    </message>
    <message>
      <source>Its bytes are there; an image of this format has to be a plain file of this computer to be read through.</source>
      <translation>データは存在します。この形式のイメージの内容をすべて確認するには、このコンピュータ上の通常のファイルでなければなりません。</translation>
    </message>
    <message>
      <source>Its cable is plugged in already.</source>
      <translation>ケーブルはすでに接続されています。</translation>
    </message>
    <message>
      <source>Its cable is unplugged already.</source>
      <translation>ケーブルはすでに外れています。</translation>
    </message>
    <message>
      <source>Its channel is open in the guest, but it does not answer.</source>
      <translation>ゲスト内でチャネルは開いていますが、管理エージェントが応答しません。</translation>
    </message>
    <message>
      <source>Its configuration could not be read: {why}</source>
      <translation>構成を読み取れませんでした: {why}</translation>
    </message>
    <message>
      <source>Its devices are paravirtual, but nothing in the guest has confirmed the drivers yet.</source>
      <translation>デバイスは準仮想化されていますが、ゲスト内のドライバーはまだ確認されていません。</translation>
    </message>
    <message>
      <source>Its disk {disk} is in no storage repository: libvirt can copy only what is in one.</source>
      <translation>ディスク {disk} がストレージリポジトリにありません。libvirt がコピーできるのはストレージリポジトリ内のもののみです。</translation>
    </message>
    <message>
      <source>Its disk {disk} is in use by {vm}, which runs on {host}.</source>
      <translation>ディスク {disk} は、{host} で実行中の {vm} が使用しています。</translation>
    </message>
    <message>
      <source>Its disk {disk} was in use by {vm} on {host} when that host answered last; it may still run there.</source>
      <translation>ディスク {disk} は、{host} が最後に応答した時点で {vm} が使用していました。今も実行されている可能性があります。</translation>
    </message>
    <message>
      <source>Its disks are copied there through this computer, and compared.</source>
      <translation>ディスクをこのコンピュータ経由でコピーし、比較します。</translation>
    </message>
    <message>
      <source>Its disks become read-only for libvirt (SATA and IDE: reset at start), so that a mistaken start can't change the base of its clones.</source>
      <translation>ディスクは libvirt に対して読み取り専用 (SATA と IDE: 起動時にリセット) になり、誤って起動しても複製の基になるディスクは変更されません。</translation>
    </message>
    <message>
      <source>Its disks may grow to {sum}; it holds {size}.</source>
      <translation>ディスクは最大 {sum} まで大きくなる可能性がありますが、容量は {size} です。</translation>
    </message>
    <message>
      <source>Its disks stay.</source>
      <translation>ディスクは残ります。</translation>
    </message>
    <message>
      <source>Its host becomes standalone. Nothing on it changes, and its VMs run on.</source>
      <translation>ホストはスタンドアロンになります。ホストは何も変更されず、VM は引き続き動作します。</translation>
    </message>
    <message>
      <source>Its host is in no pool with other hosts.</source>
      <translation>ホストは、ほかのホストのあるプールに属していません。</translation>
    </message>
    <message>
      <source>Its host is not in the list any more.</source>
      <translation>ホストがすでに一覧にありません。</translation>
    </message>
    <message>
      <source>Its host key is shown before anything is sent; a password is asked for where no key opens it. The machine is only read.</source>
      <translation>何かを送信する前にホストキーが表示されます。鍵でログインできない場合はパスワードを確認します。マシンは読み取るのみです。</translation>
    </message>
    <message>
      <source>Its hosts become standalone. Nothing on them changes.</source>
      <translation>ホストはスタンドアロンになります。ホストは何も変更されません。</translation>
    </message>
    <message>
      <source>Its hypervisor is older ({there}) than the VM's host's ({here}).</source>
      <translation>このホストのハイパーバイザー ({there}) が VM のホスト ({here}) より古いです。</translation>
    </message>
    <message>
      <source>Its iSCSI qualified name (IQN)</source>
      <translation>iSCSI 修飾名 (IQN)</translation>
    </message>
    <message>
      <source>Its kernel lacks a virtio driver: install the distribution's full kernel package, not a cut-down one.</source>
      <translation>カーネルに virtio ドライバーがありません。ディストリビューションの縮小版ではない完全なカーネルパッケージをインストールしてください。</translation>
    </message>
    <message>
      <source>Its log is on the page “Source”.</source>
      <translation>ログは「ソース」ページにあります。</translation>
    </message>
    <message>
      <source>Its management agent does not allow running programs (guest-exec).</source>
      <translation>管理エージェントでプログラムの実行 (guest-exec) が許可されていません。</translation>
    </message>
    <message>
      <source>Its management agent does not answer.</source>
      <translation>管理エージェントが応答しません。</translation>
    </message>
    <message>
      <source>Its memory is not exported: the copy starts as after a power cut. To avoid that, resume it and shut it down first.</source>
      <translation>メモリの内容はエクスポートされません。コピーは停電後と同じように起動します。これを避けるには、先に再開してシャットダウンしてください。</translation>
    </message>
    <message>
      <source>Its saved state is discarded.</source>
      <translation>保存された状態は破棄されます。</translation>
    </message>
    <message>
      <source>Its sectors are larger than 512 bytes.</source>
      <translation>セクターが 512 バイトより大きいディスクです。</translation>
    </message>
    <message>
      <source>Its snapshots ({n}) are lost with the original: they are not wholly inside disks that are moved as they are.</source>
      <translation>スナップショット ({n} 個) は元の VM とともに失われます。そのまま移動されるディスク内に、すべてが含まれていません。</translation>
    </message>
    <message>
      <source>Its snapshots ({n}) are not copied: they are not wholly inside disks that are copied as they are.</source>
      <translation>スナップショット ({n} 個) はコピーされません。そのままコピーされるディスク内に、すべてが含まれていません。</translation>
    </message>
    <message>
      <source>Its snapshots ({n}) are not restored: what they hold is not in the package, or its disks do not become qcow2.</source>
      <translation>スナップショット ({n} 個) は復元されません。内容がパッケージに含まれていないか、ディスクの形式が qcow2 になりません。</translation>
    </message>
    <message>
      <source>Its {n} hosts become standalone. Nothing on them changes, and their VMs run on.</source>
      <translation>{n} 台のホストはスタンドアロンになります。ホストは何も変更されず、VM は引き続き動作します。</translation>
    </message>
    <message>
      <source>JSON: host-list, vm-list, vm-show, template-list print a list of objects; vm-install prints one as vm-show does.</source>
      <translation>JSON: host-list、vm-list、vm-show、template-list はオブジェクトのリストを出力します。vm-install は vm-show と同じ形式のオブジェクトを 1 つ出力します。</translation>
    </message>
    <message>
      <source>Japanese keyboard</source>
      <translation>日本語キーボード</translation>
    </message>
    <message>
      <source>KIND</source>
      <translation>種類</translation>
    </message>
    <message>
      <source>KVM does not work there, and conversions of virt-p2v would hang.</source>
      <translation>このホストでは KVM が動作しないため、virt-p2v の変換がハングします。</translation>
    </message>
    <message>
      <source>KVM may hang there: set this host to emulation, and try again.</source>
      <translation>KVM がハングしている可能性があります。このホストをエミュレーションに設定して、もう一度実行してください。</translation>
    </message>
    <message>
      <source>KVM works on this host.</source>
      <translation>このホストでは KVM が動作します。</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>残す</translation>
    </message>
    <message>
      <source>Keep &amp;all disks</source>
      <translation>すべてのディスクを残す(&amp;A)</translation>
    </message>
    <message>
      <source>Keep changes</source>
      <translation>変更を保持</translation>
    </message>
    <message>
      <source>Keep emulated hardware: SATA or IDE disks, an Intel network card</source>
      <translation>エミュレートされたハードウェアを維持: SATA または IDE ディスク、Intel ネットワークカード</translation>
    </message>
    <message>
      <source>Keep for analysis</source>
      <translation>解析のために保持</translation>
    </message>
    <message>
      <source>Keep it.</source>
      <translation>そのまま残してください。</translation>
    </message>
    <message>
      <source>Keep the MAC address</source>
      <translation>MAC アドレスを維持する</translation>
    </message>
    <message>
      <source>Keep the MAC addresses</source>
      <translation>MAC アドレスを維持する</translation>
    </message>
    <message>
      <source>Keep the old disks</source>
      <translation>元のディスクを残す</translation>
    </message>
    <message>
      <source>Keep the original</source>
      <translation>元の VM を残す</translation>
    </message>
    <message>
      <source>Keep this disk.</source>
      <translation>このディスクを残してください。</translation>
    </message>
    <message>
      <source>Keep this wizard open while the VM is created</source>
      <translation>VM の作成中もこのウィザードを開いたままにする</translation>
    </message>
    <message>
      <source>Keep what interrupted tasks left behind, and list it no more.</source>
      <translation>中断されたタスクが残したオブジェクトをそのまま残し、一覧に表示しないようにします。</translation>
    </message>
    <message>
      <source>Keep wizards open while they work</source>
      <translation>処理中もウィザードを開いたままにする</translation>
    </message>
    <message>
      <source>Keep {name}</source>
      <translation>{name} を残す</translation>
    </message>
    <message>
      <source>Kept</source>
      <translation>保存</translation>
    </message>
    <message>
      <source>Kernel</source>
      <translation>カーネル</translation>
    </message>
    <message>
      <source>Kernel command line</source>
      <translation>カーネルコマンドライン</translation>
    </message>
    <message>
      <source>Kernel command line, to be added in the boot menu of the media (or in a PXE entry: pxe.cfg):</source>
      <translation>カーネルコマンドライン。メディアのブートメニュー (または PXE エントリ: pxe.cfg) に追加します:</translation>
    </message>
    <message>
      <source>Keyb&amp;oard</source>
      <translation>キーボード(&amp;O)</translation>
    </message>
    <message>
      <source>Keyboard</source>
      <translation>キーボード</translation>
    </message>
    <message>
      <source>Keyboard layout of the guest, for typing</source>
      <translation>入力に使用するゲストのキーボードレイアウト</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>キーボードショートカット</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>キー</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>種類</translation>
    </message>
    <message>
      <source>Kind of VM on the Xen host</source>
      <translation>Xen ホストでの VM の種類</translation>
    </message>
    <message>
      <source>Known are OVA, OVF and XVA packages, libvirt domains, and VMDK, VHD, VHDX, qcow2, VDI and raw disk images.</source>
      <translation>対応しているのは、OVA、OVF、XVA パッケージ、libvirt ドメイン、および VMDK、VHD、VHDX、qcow2、VDI、raw のディスクイメージです。</translation>
    </message>
    <message>
      <source>LEFT BY</source>
      <translation>残した操作</translation>
    </message>
    <message>
      <source>LOST ON</source>
      <translation>接続切れのホスト</translation>
    </message>
    <message>
      <source>LVM volume group</source>
      <translation>LVM ボリュームグループ</translation>
    </message>
    <message>
      <source>LXC (containers)</source>
      <translation>LXC (コンテナ)</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>言語</translation>
    </message>
    <message>
      <source>Largest number of vCPUs</source>
      <translation>vCPU の最大数</translation>
    </message>
    <message>
      <source>Largest virtual disk</source>
      <translation>仮想ディスクの最大サイズ</translation>
    </message>
    <message>
      <source>Layer</source>
      <translation>階層</translation>
    </message>
    <message>
      <source>Least disk</source>
      <translation>最小ディスク</translation>
    </message>
    <message>
      <source>Least memory</source>
      <translation>最小メモリ</translation>
    </message>
    <message>
      <source>Leave --connect out.</source>
      <translation>--connect を指定しないでください。</translation>
    </message>
    <message>
      <source>Leave --live out.</source>
      <translation>--live を指定しないでください。</translation>
    </message>
    <message>
      <source>Leave disks out, or choose another kind of VM, if there is one.</source>
      <translation>ディスクを除外するか、可能であれば別の種類の VM を選択してください。</translation>
    </message>
    <message>
      <source>Leave it empty for the whole volume</source>
      <translation>ボリューム全体の場合は空欄にします</translation>
    </message>
    <message>
      <source>Leave it empty to have one generated.</source>
      <translation>空欄にすると自動的に生成されます。</translation>
    </message>
    <message>
      <source>Leave it empty where no login is needed</source>
      <translation>ログインが不要な場合は空欄にします</translation>
    </message>
    <message>
      <source>Leave it out: it is asked for when it is needed.</source>
      <translation>省略してください。パスワードは必要なときに確認されます。</translation>
    </message>
    <message>
      <source>Leave it out; you are asked for it when it is needed, and it can be kept in the keyring.</source>
      <translation>省略してください。パスワードは必要なときに確認され、キーリングに保存できます。</translation>
    </message>
    <message>
      <source>Leave out the free space at the end</source>
      <translation>末尾の空き領域を除外する</translation>
    </message>
    <message>
      <source>Leave the network card out</source>
      <translation>ネットワークカードを除外</translation>
    </message>
    <message>
      <source>Leaves the host b&amp;y</source>
      <translation>外部への経路(&amp;Y)</translation>
    </message>
    <message>
      <source>Left-over overlays</source>
      <translation>残存オーバーレイ</translation>
    </message>
    <message>
      <source>Leftovers</source>
      <translation>残存オブジェクト</translation>
    </message>
    <message>
      <source>Leftovers of interrupted tasks…</source>
      <translation>中断されたタスクの残存オブジェクト…</translation>
    </message>
    <message>
      <source>Let Windows start the drivers for an IDE disk with the system; else it stops with the error 0x0000007B.</source>
      <translation>IDE ディスクのドライバーがシステムとともに開始されるように Windows を設定してください。設定しないと、エラー 0x0000007B で停止します。</translation>
    </message>
    <message>
      <source>Let paused VMs go on.</source>
      <translation>VM のポーズを解除します。</translation>
    </message>
    <message>
      <source>Let the host look again what is in storage repositories.</source>
      <translation>ストレージリポジトリの内容をホストに再度確認させます。</translation>
    </message>
    <message>
      <source>Let the hosts' firewalls pass libvirt's connections and TCP ports 49152 to 49215, then try again in some minutes.</source>
      <translation>ホストのファイアウォールで libvirt の接続と TCP ポート 49152 から 49215 を許可し、数分後にもう一度実行してください。</translation>
    </message>
    <message>
      <source>Let the system use Xen's console, and write the boot menu anew.</source>
      <translation>システムで Xen のコンソールを使用するように設定し、ブートメニューを書き直してください。</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>ライセンス</translation>
    </message>
    <message>
      <source>Licence text</source>
      <translation>ライセンステキスト</translation>
    </message>
    <message>
      <source>Licences</source>
      <translation>ライセンス</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>ライト</translation>
    </message>
    <message>
      <source>Like pulling the plug: what the guest has not written yet is lost.</source>
      <translation>電源プラグを抜くのと同じです。ゲストがまだ書き込んでいないデータは失われます。</translation>
    </message>
    <message>
      <source>Like the host's CPU (host-model)</source>
      <translation>ホストの CPU と同等 (host-model)</translation>
    </message>
    <message>
      <source>Like the reset button: what the guest has not written yet is lost.</source>
      <translation>リセットボタンと同じです。ゲストがまだ書き込んでいないデータは失われます。</translation>
    </message>
    <message>
      <source>Limits</source>
      <translation>制限</translation>
    </message>
    <message>
      <source>Link</source>
      <translation>リンク</translation>
    </message>
    <message>
      <source>Linux, what is removed: {steps}</source>
      <translation>Linux、削除する項目: {steps}</translation>
    </message>
    <message>
      <source>List the VMs of all hosts.</source>
      <translation>すべてのホストの VM の一覧を表示します。</translation>
    </message>
    <message>
      <source>List the built-in templates, or with --custom those that were made of VMs.</source>
      <translation>組み込みテンプレートの一覧を表示します。--custom を指定すると、VM から作成したテンプレートの一覧を表示します。</translation>
    </message>
    <message>
      <source>List the hosts with their state.</source>
      <translation>ホストとその状態の一覧を表示します。</translation>
    </message>
    <message>
      <source>List the pools.</source>
      <translation>プールの一覧を表示します。</translation>
    </message>
    <message>
      <source>List the storage repositories; what hosts of a pool share is listed once.</source>
      <translation>ストレージリポジトリの一覧を表示します。プールのホストで共有するものは 1 回だけ表示します。</translation>
    </message>
    <message>
      <source>List the virtual disks of a storage repository, with who uses them.</source>
      <translation>ストレージリポジトリの仮想ディスクと使用元の一覧を表示します。</translation>
    </message>
    <message>
      <source>List the virtual networks of all hosts.</source>
      <translation>すべてのホストの仮想ネットワークの一覧を表示します。</translation>
    </message>
    <message>
      <source>List what interrupted tasks left behind.</source>
      <translation>中断されたタスクが残したオブジェクトの一覧を表示します。</translation>
    </message>
    <message>
      <source>Listing the ISO images …</source>
      <translation>ISO イメージの一覧を取得しています…</translation>
    </message>
    <message>
      <source>Live migration needs the I/O drivers, and the I/O of {name} is not optimized.</source>
      <translation>ライブ移行には I/O ドライバーが必要ですが、{name} の I/O は最適化されていません。</translation>
    </message>
    <message>
      <source>Live migration then goes through Virtdeck. For peer-to-peer, add the host by a name that all hosts know.</source>
      <translation>ライブ移行は Virtdeck を経由して行われます。ピアツーピアで行うには、すべてのホストで通用する名前でホストを追加してください。</translation>
    </message>
    <message>
      <source>Location</source>
      <translation>場所</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>ログ</translation>
    </message>
    <message>
      <source>Log files</source>
      <translation>ログファイル</translation>
    </message>
    <message>
      <source>Log in</source>
      <translation>ログイン</translation>
    </message>
    <message>
      <source>Log in as an administrator.</source>
      <translation>管理者としてログインします。</translation>
    </message>
    <message>
      <source>Log in as root (or become root with “sudo -i”).</source>
      <translation>root でログインします (または「sudo -i」で root になります)。</translation>
    </message>
    <message>
      <source>Log in as root or administrator, or as a user who may use sudo.</source>
      <translation>root または管理者、あるいは sudo を使用できるユーザーとしてログインしてください。</translation>
    </message>
    <message>
      <source>Log in to {host}</source>
      <translation>{host} へのログイン</translation>
    </message>
    <message>
      <source>Log of this conversion</source>
      <translation>この変換のログ</translation>
    </message>
    <message>
      <source>Log on to Windows as an administrator, and close all programs.</source>
      <translation>Windows に管理者としてログオンし、すべてのプログラムを閉じてください。</translation>
    </message>
    <message>
      <source>Log: {path}</source>
      <translation>ログ: {path}</translation>
    </message>
    <message>
      <source>Logged in as {user}.</source>
      <translation>{user} としてログインしました。</translation>
    </message>
    <message>
      <source>Logical CPUs</source>
      <translation>論理 CPU</translation>
    </message>
    <message>
      <source>Login</source>
      <translation>ログイン</translation>
    </message>
    <message>
      <source>Login refused</source>
      <translation>ログイン拒否</translation>
    </message>
    <message>
      <source>Login there</source>
      <translation>変換ホストのログイン名</translation>
    </message>
    <message>
      <source>Look at both hosts when they answer again. Nothing was removed.</source>
      <translation>ホストが再び応答したら、両方のホストを確認してください。何も削除されていません。</translation>
    </message>
    <message>
      <source>Look at both, and force off the one that is not the right one, soon: two running copies damage shared disks.</source>
      <translation>両方を確認し、正しくない方をすぐに強制シャットダウンしてください。2 つが同時に実行されると、共有ディスクが破壊されます。</translation>
    </message>
    <message>
      <source>Look at it</source>
      <translation>確認する</translation>
    </message>
    <message>
      <source>Look at it and delete it by hand if it is not needed.</source>
      <translation>内容を確認し、不要な場合は手動で削除してください。</translation>
    </message>
    <message>
      <source>Look at it when that host answers again, and delete the original there. Do not start both.</source>
      <translation>移動元のホストが再び応答したら確認し、元の VM を削除してください。両方を起動しないでください。</translation>
    </message>
    <message>
      <source>Look at its console to see whether its system has virtio drivers.</source>
      <translation>コンソールで、システムに virtio ドライバーがあるかどうかを確認してください。</translation>
    </message>
    <message>
      <source>Look at its console.</source>
      <translation>コンソールを確認してください。</translation>
    </message>
    <message>
      <source>Look at its volume group, or copy without holding the file systems still.</source>
      <translation>ボリュームグループを確認するか、ファイルシステムを静止せずにコピーしてください。</translation>
    </message>
    <message>
      <source>Look at the console without touching it</source>
      <translation>コンソールを操作せずに表示のみ行う</translation>
    </message>
    <message>
      <source>Look at the disk there, and start again.</source>
      <translation>そのマシンのディスクを確認して、もう一度開始してください。</translation>
    </message>
    <message>
      <source>Look at the log of the VM on its host.</source>
      <translation>ホスト上の VM のログを確認してください。</translation>
    </message>
    <message>
      <source>Look at the service “Volume Shadow Copy” there, or copy without holding the file systems still.</source>
      <translation>マシンのサービス「Volume Shadow Copy」を確認するか、ファイルシステムを静止せずにコピーしてください。</translation>
    </message>
    <message>
      <source>Look inside</source>
      <translation>内容を確認</translation>
    </message>
    <message>
      <source>Look whether PowerShell 3 or newer runs there, and try again.</source>
      <translation>PowerShell 3 以降が動作することを確認して、もう一度実行してください。</translation>
    </message>
    <message>
      <source>Look whether a copy of this machine still runs, and try again.</source>
      <translation>このマシンのコピーがまだ実行中でないことを確認して、もう一度実行してください。</translation>
    </message>
    <message>
      <source>Look whether it is the right image, and whether it was captured to its end.</source>
      <translation>正しいイメージであること、および最後まで取得されていることを確認してください。</translation>
    </message>
    <message>
      <source>Look whether its login shell is a plain shell, and try again.</source>
      <translation>ログインシェルが通常のシェルであることを確認して、もう一度実行してください。</translation>
    </message>
    <message>
      <source>Look whether the disk controller has its driver.</source>
      <translation>ディスクコントローラのドライバーがあることを確認してください。</translation>
    </message>
    <message>
      <source>Look whether the kernel has Xen's drivers for disks and network cards.</source>
      <translation>カーネルに Xen のディスクドライバーとネットワークカードのドライバーがあることを確認してください。</translation>
    </message>
    <message>
      <source>Look whether the machine or its disk hangs.</source>
      <translation>マシンまたはディスクがハングしていないか確認してください。</translation>
    </message>
    <message>
      <source>Look whether the machine reaches this computer: {addresses}.</source>
      <translation>マシンからこのコンピュータに到達できることを確認してください: {addresses}。</translation>
    </message>
    <message>
      <source>Look whether the machine reaches {server} on port {port}.</source>
      <translation>マシンから {server} のポート {port} に到達できることを確認してください。</translation>
    </message>
    <message>
      <source>Look whether the system has drivers for an IDE disk and an Intel e1000 network card.</source>
      <translation>システムに IDE ディスクと Intel e1000 ネットワークカードのドライバーがあることを確認してください。</translation>
    </message>
    <message>
      <source>Look whether this user may use sudo there, or log in as root.</source>
      <translation>このユーザーがマシンで sudo を使用できることを確認するか、root としてログインしてください。</translation>
    </message>
    <message>
      <source>Looking at its disks</source>
      <translation>ディスクを確認中</translation>
    </message>
    <message>
      <source>Looking at its disks …</source>
      <translation>ディスクを確認しています…</translation>
    </message>
    <message>
      <source>Looking at the disks</source>
      <translation>ディスクを確認中</translation>
    </message>
    <message>
      <source>Looking at the medium</source>
      <translation>メディアを確認中</translation>
    </message>
    <message>
      <source>Looking at the source</source>
      <translation>ソースの確認中</translation>
    </message>
    <message>
      <source>Looking at what is in it</source>
      <translation>内容を確認中</translation>
    </message>
    <message>
      <source>Looking for clones that depend on it</source>
      <translation>依存する複製を確認中</translation>
    </message>
    <message>
      <source>Looking for it through {host}</source>
      <translation>{host} から目印を確認中</translation>
    </message>
    <message>
      <source>Looking for the tools disc</source>
      <translation>ツール ISO を検索中</translation>
    </message>
    <message>
      <source>Looking for what changed on {disk} ({number} of {count})</source>
      <translation>{disk} の変更箇所を検索中 ({number} / {count})</translation>
    </message>
    <message>
      <source>Looking how large {name} is when it is unpacked</source>
      <translation>{name} の展開後のサイズを確認中</translation>
    </message>
    <message>
      <source>Looking inside…</source>
      <translation>内容を確認しています…</translation>
    </message>
    <message>
      <source>Looking where the VM runs</source>
      <translation>VM の実行場所を確認中</translation>
    </message>
    <message>
      <source>Looking who uses it</source>
      <translation>使用元を確認中</translation>
    </message>
    <message>
      <source>Lost on</source>
      <translation>接続切れのホスト</translation>
    </message>
    <message>
      <source>Lost on {hosts}</source>
      <translation>{hosts} との接続切れ</translation>
    </message>
    <message>
      <source>M&amp;ore</source>
      <translation>その他(&amp;O)</translation>
    </message>
    <message>
      <source>MAC</source>
      <translation>MAC アドレス</translation>
    </message>
    <message>
      <source>MAC address</source>
      <translation>MAC アドレス</translation>
    </message>
    <message>
      <source>MAC address of interface {number}</source>
      <translation>インターフェイス {number} の MAC アドレス</translation>
    </message>
    <message>
      <source>MAC address {mac}</source>
      <translation>MAC アドレス {mac}</translation>
    </message>
    <message>
      <source>MAC addresses of the machine</source>
      <translation>マシンの MAC アドレス</translation>
    </message>
    <message>
      <source>MEMORY</source>
      <translation>メモリ</translation>
    </message>
    <message>
      <source>Machine</source>
      <translation>マシン</translation>
    </message>
    <message>
      <source>Machine ID</source>
      <translation>マシン ID</translation>
    </message>
    <message>
      <source>Machine type</source>
      <translation>マシンタイプ</translation>
    </message>
    <message>
      <source>Machines can't be reached: there is no ssh here.</source>
      <translation>マシンに接続できません: ここには ssh がありません。</translation>
    </message>
    <message>
      <source>Machines can't connect to this computer.</source>
      <translation>マシンからこのコンピュータに接続できません。</translation>
    </message>
    <message>
      <source>Machines that boot virt-p2v</source>
      <translation>virt-p2v で起動したマシン</translation>
    </message>
    <message>
      <source>Made from</source>
      <translation>作成元</translation>
    </message>
    <message>
      <source>Make a &amp;full copy first; the VM stays as it is</source>
      <translation>先に完全なコピーを作成し、VM はそのまま残す(&amp;F)</translation>
    </message>
    <message>
      <source>Make a VM</source>
      <translation>VM を作成</translation>
    </message>
    <message>
      <source>Make a VM from a physical machine, which is only read.</source>
      <translation>物理マシンから VM を作成します。物理マシンは読み取るのみです。</translation>
    </message>
    <message>
      <source>Make a VM of an instant template, and start it, without questions.</source>
      <translation>インスタントテンプレートから質問なしで VM を作成し、起動します。</translation>
    </message>
    <message>
      <source>Make a full copy first</source>
      <translation>先に完全なコピーを作成する</translation>
    </message>
    <message>
      <source>Make a network of that name there, or VMs on it can't move to these hosts.</source>
      <translation>同じ名前のネットワークを作成してください。ない場合、このネットワークの VM はこれらのホストに移動できません。</translation>
    </message>
    <message>
      <source>Make a pool of hosts, after checking that they fit together.</source>
      <translation>ホストの組み合わせを確認してから、ホストのプールを作成します。</translation>
    </message>
    <message>
      <source>Make a script with which a running Windows copies itself, wait for it, and make its VM.</source>
      <translation>稼働中の Windows が自身をコピーするスクリプトを作成し、マシンを待機して VM を作成します。</translation>
    </message>
    <message>
      <source>Make a storage repository of the folder that it is in, or start the one that there is.</source>
      <translation>ディスクのあるフォルダーをストレージリポジトリにするか、既存のものを開始してください。</translation>
    </message>
    <message>
      <source>Make a template: of a VM, of a disk image, or of settings for an operating system alone.</source>
      <translation>VM、ディスクイメージ、またはオペレーティングシステム用の設定のみからテンプレートを作成します。</translation>
    </message>
    <message>
      <source>Make a virtual disk larger, also while its VM runs.</source>
      <translation>仮想ディスクのサイズを大きくします。VM の実行中も可能です。</translation>
    </message>
    <message>
      <source>Make an NFS, iSCSI or Ceph repository that all hosts reach.</source>
      <translation>すべてのホストがアクセスできる NFS、iSCSI、または Ceph のストレージリポジトリを作成してください。</translation>
    </message>
    <message>
      <source>Make one pool for each architecture: a running VM can't change it.</source>
      <translation>アーキテクチャごとにプールを作成してください。実行中の VM はアーキテクチャを変更できません。</translation>
    </message>
    <message>
      <source>Make one pool for each hypervisor: a VM can't run on both.</source>
      <translation>ハイパーバイザーごとにプールを作成してください。VM は両方では実行できません。</translation>
    </message>
    <message>
      <source>Make space in the storage repository.</source>
      <translation>ストレージリポジトリの空き容量を増やしてください。</translation>
    </message>
    <message>
      <source>Make storage repositories on this computer</source>
      <translation>このコンピュータでのストレージリポジトリの作成</translation>
    </message>
    <message>
      <source>Make sure that a time service (chrony or ntpd) runs there.</source>
      <translation>そのホストで時刻サービス (chrony または ntpd) が動作していることを確認してください。</translation>
    </message>
    <message>
      <source>Make the VM {name} from the physical machine {machine}</source>
      <translation>物理マシン {machine} からの VM {name} の作成</translation>
    </message>
    <message>
      <source>Make the disks smaller or thin, or choose another repository.</source>
      <translation>ディスクを小さくするかシンにするか、別のストレージリポジトリを選択してください。</translation>
    </message>
    <message>
      <source>Make the file readable and writable for you, then start Virtdeck again.</source>
      <translation>ファイルの読み取りと書き込みを許可してから、Virtdeck を起動し直してください。</translation>
    </message>
    <message>
      <source>Make the script first.</source>
      <translation>先にスクリプトを作成してください。</translation>
    </message>
    <message>
      <source>Make {name} from captured images</source>
      <translation>取得済みのイメージからの {name} の作成</translation>
    </message>
    <message>
      <source>Makes a VM from a physical machine: over ssh, with virt-p2v, by a script, or from captured images of its disks. The machine is only read.</source>
      <translation>物理マシンから VM を作成します (ssh 経由、virt-p2v、スクリプト、または取得済みのディスクイメージから)。物理マシンは読み取るのみです。</translation>
    </message>
    <message>
      <source>Making a shadow copy of {volume}</source>
      <translation>{volume} のシャドウコピーを作成中</translation>
    </message>
    <message>
      <source>Making a snapshot of {volume}</source>
      <translation>{volume} のスナップショットを作成中</translation>
    </message>
    <message>
      <source>Making clones: {done} of {count}</source>
      <translation>複製を作成中 ({done} / {count})</translation>
    </message>
    <message>
      <source>Making it larger</source>
      <translation>サイズを拡大中</translation>
    </message>
    <message>
      <source>Making it on {host}</source>
      <translation>{host} に作成中</translation>
    </message>
    <message>
      <source>Making shadow copies of {volumes}</source>
      <translation>{volumes} のシャドウコピーを作成中</translation>
    </message>
    <message>
      <source>Making the storage repository {name}</source>
      <translation>ストレージリポジトリ {name} を作成中</translation>
    </message>
    <message>
      <source>Management Agent</source>
      <translation>管理エージェント</translation>
    </message>
    <message>
      <source>Management Agent installed</source>
      <translation>管理エージェントがインストールされました</translation>
    </message>
    <message>
      <source>Management Agent installed ({version})</source>
      <translation>管理エージェントがインストールされました ({version})</translation>
    </message>
    <message>
      <source>Management Agent not installed</source>
      <translation>管理エージェントはインストールされていません</translation>
    </message>
    <message>
      <source>Management Agent not responding</source>
      <translation>管理エージェントが応答していません</translation>
    </message>
    <message>
      <source>Management agent</source>
      <translation>管理エージェント</translation>
    </message>
    <message>
      <source>Management agent connected</source>
      <translation>管理エージェントが接続されました</translation>
    </message>
    <message>
      <source>Management agent disconnected</source>
      <translation>管理エージェントが切断されました</translation>
    </message>
    <message>
      <source>Manifest</source>
      <translation>マニフェスト</translation>
    </message>
    <message>
      <source>Manifest, signature and licence belong to OVA and OVF packages.</source>
      <translation>マニフェスト、署名、ライセンスは OVA および OVF パッケージ用です。</translation>
    </message>
    <message>
      <source>Media</source>
      <translation>メディア</translation>
    </message>
    <message>
      <source>Memory</source>
      <translation>メモリ</translation>
    </message>
    <message>
      <source>Memory at m&amp;ost</source>
      <translation>メモリの最大量(&amp;O)</translation>
    </message>
    <message>
      <source>Memory at most</source>
      <translation>メモリの最大量</translation>
    </message>
    <message>
      <source>Memory at most: its operating system can use {size}.</source>
      <translation>メモリの最大量: オペレーティングシステムが使用できるのは {size} です。</translation>
    </message>
    <message>
      <source>Memory balloon</source>
      <translation>メモリバルーン</translation>
    </message>
    <message>
      <source>Memory use in the guest</source>
      <translation>ゲストのメモリ使用量</translation>
    </message>
    <message>
      <source>Memory: {size}</source>
      <translation>メモリ: {size}</translation>
    </message>
    <message>
      <source>Mend the file with a text editor, then start Virtdeck again.</source>
      <translation>ファイルをテキストエディターで修正してから、Virtdeck を起動し直してください。</translation>
    </message>
    <message>
      <source>Migrate</source>
      <translation>移行</translation>
    </message>
    <message>
      <source>Migrate VMs to another host. What can't be finished is taken back: the VM stays where it was.</source>
      <translation>VM を別のホストに移行します。完了できないものは元に戻され、VM は元のホストに残ります。</translation>
    </message>
    <message>
      <source>Migrate it while it runs: then its disks are copied whole.</source>
      <translation>実行中に移行すると、ディスク全体がコピーされます。</translation>
    </message>
    <message>
      <source>Migrate {name}</source>
      <translation>{name} の移行</translation>
    </message>
    <message>
      <source>Migrate {name} to {host}</source>
      <translation>{name} の {host} への移行</translation>
    </message>
    <message>
      <source>Migrate {n} VMs</source>
      <translation>{n} 台の VM の移行</translation>
    </message>
    <message>
      <source>Migrated to another host</source>
      <translation>別のホストに移行されました</translation>
    </message>
    <message>
      <source>Migrate…</source>
      <translation>移行…</translation>
    </message>
    <message>
      <source>Migration from another host began</source>
      <translation>別のホストからの移行が始まりました</translation>
    </message>
    <message>
      <source>Mode</source>
      <translation>モード</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>モデル</translation>
    </message>
    <message>
      <source>Model of interface {number}</source>
      <translation>インターフェイス {number} のモデル</translation>
    </message>
    <message>
      <source>Monitors</source>
      <translation>モニター</translation>
    </message>
    <message>
      <source>More vCPUs than the {count} CPUs of {host}: the VM will be slow.</source>
      <translation>vCPU の数が {host} の CPU の数 ({count}) を超えています。VM の動作が遅くなります。</translation>
    </message>
    <message>
      <source>Most memory</source>
      <translation>最大メモリ</translation>
    </message>
    <message>
      <source>Most virtual CPUs</source>
      <translation>仮想 CPU の最大数</translation>
    </message>
    <message>
      <source>Mount point</source>
      <translation>マウントポイント</translation>
    </message>
    <message>
      <source>Mount the same folder on all these hosts, or leave out those that do not have it.</source>
      <translation>これらのホストすべてに同じフォルダーをマウントするか、マウントしていないホストを除外してください。</translation>
    </message>
    <message>
      <source>Mount the tools disc. Desktops do this by themselves.</source>
      <translation>ツール ISO をマウントします。デスクトップ環境では自動的にマウントされます。</translation>
    </message>
    <message>
      <source>Mounted by the host; the same storage from every host</source>
      <translation>ホストがマウントします。どのホストからも同じストレージです</translation>
    </message>
    <message>
      <source>Mounted for writing</source>
      <translation>書き込み可能でマウント中</translation>
    </message>
    <message>
      <source>Move</source>
      <translation>移動</translation>
    </message>
    <message>
      <source>Move VMs or templates to a host that they can't migrate to: exported and imported in one go. The original goes last.</source>
      <translation>VM またはテンプレートを、移行できないホストに移動します。エクスポートとインポートを一度に行い、元の VM は最後に削除します。</translation>
    </message>
    <message>
      <source>Move it again.</source>
      <translation>移動し直してください。</translation>
    </message>
    <message>
      <source>Move to another pool…</source>
      <translation>別のプールへの移動…</translation>
    </message>
    <message>
      <source>Move {host} to the pool {pool}?</source>
      <translation>{host} をプール {pool} に移動しますか?</translation>
    </message>
    <message>
      <source>Move {name}</source>
      <translation>{name} の移動</translation>
    </message>
    <message>
      <source>Move {name} to {host}</source>
      <translation>{name} の {host} への移動</translation>
    </message>
    <message>
      <source>Move {n} VMs</source>
      <translation>{n} 台の VM の移動</translation>
    </message>
    <message>
      <source>Multipath devices</source>
      <translation>マルチパスデバイス</translation>
    </message>
    <message>
      <source>N&amp;ame</source>
      <translation>名前(&amp;A)</translation>
    </message>
    <message>
      <source>N&amp;ame at the new host</source>
      <translation>移動先のホストでの名前(&amp;A)</translation>
    </message>
    <message>
      <source>N&amp;ame or pattern (such as web-###)</source>
      <translation>名前またはパターン (例: web-###)(&amp;A)</translation>
    </message>
    <message>
      <source>NAME</source>
      <translation>名前</translation>
    </message>
    <message>
      <source>NAT</source>
      <translation>NAT</translation>
    </message>
    <message>
      <source>NAT, isolated, routed, or plugged into a bridge of the host.</source>
      <translation>NAT、隔離、ルーティング、またはホストのブリッジへの接続。</translation>
    </message>
    <message>
      <source>NAT: outgoing connections through the host</source>
      <translation>NAT: ホスト経由で外向きに接続</translation>
    </message>
    <message>
      <source>Na&amp;me of the machine, and of the VM</source>
      <translation>マシンと VM の名前(&amp;M)</translation>
    </message>
    <message>
      <source>Na&amp;me servers</source>
      <translation>ネームサーバー(&amp;M)</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名前</translation>
    </message>
    <message>
      <source>Name at the new host</source>
      <translation>移動先のホストでの名前</translation>
    </message>
    <message>
      <source>Name file systems by UUID or label, not by device: the disk has another name there.</source>
      <translation>ファイルシステムはデバイス名ではなく UUID またはラベルで指定してください。VM ではディスクの名前が変わります。</translation>
    </message>
    <message>
      <source>Name of VM {number}</source>
      <translation>VM {number} の名前</translation>
    </message>
    <message>
      <source>Name of the Ceph pool</source>
      <translation>Ceph プールの名前</translation>
    </message>
    <message>
      <source>Name of the LVM volume group, which is there already</source>
      <translation>既存の LVM ボリュームグループの名前</translation>
    </message>
    <message>
      <source>Name of the file</source>
      <translation>ファイルの名前</translation>
    </message>
    <message>
      <source>Name of the host's bridge</source>
      <translation>ホストのブリッジの名前</translation>
    </message>
    <message>
      <source>Name of the machine, and of the VM</source>
      <translation>マシンと VM の名前</translation>
    </message>
    <message>
      <source>Name of the pool or dataset, which is there already</source>
      <translation>既存のプールまたはデータセットの名前</translation>
    </message>
    <message>
      <source>Name of the volume</source>
      <translation>ボリュームの名前</translation>
    </message>
    <message>
      <source>Name or address, with :port where it is not the usual one</source>
      <translation>名前またはアドレス (標準と異なるポートは :port を付けて指定)</translation>
    </message>
    <message>
      <source>Name or pattern</source>
      <translation>名前またはパターン</translation>
    </message>
    <message>
      <source>Name the bridge of the host, like br0.</source>
      <translation>ホストのブリッジの名前を入力してください (例: br0)。</translation>
    </message>
    <message>
      <source>Name the one to be used.</source>
      <translation>使用するアドレスを指定してください。</translation>
    </message>
    <message>
      <source>Name the server first.</source>
      <translation>先にサーバーを入力してください。</translation>
    </message>
    <message>
      <source>Names</source>
      <translation>名前</translation>
    </message>
    <message>
      <source>Names of network cards</source>
      <translation>ネットワークカードの名前</translation>
    </message>
    <message>
      <source>Names or addresses, separated by spaces or commas</source>
      <translation>名前またはアドレス (空白またはコンマで区切る)</translation>
    </message>
    <message>
      <source>Names: a VM is named by its name or its UUID. Where several hosts have a VM of the same name, use the UUID or --host.</source>
      <translation>名前: VM は名前または UUID で指定します。複数のホストに同じ名前の VM がある場合は、UUID または --host を使用してください。</translation>
    </message>
    <message>
      <source>Need guest tools</source>
      <translation>ゲストツールが必要</translation>
    </message>
    <message>
      <source>Net&amp;works</source>
      <translation>ネットワーク(&amp;W)</translation>
    </message>
    <message>
      <source>Network</source>
      <translation>ネットワーク</translation>
    </message>
    <message>
      <source>Network boot</source>
      <translation>ネットワークブート</translation>
    </message>
    <message>
      <source>Network card</source>
      <translation>ネットワークカード</translation>
    </message>
    <message>
      <source>Network card {mac}</source>
      <translation>ネットワークカード {mac}</translation>
    </message>
    <message>
      <source>Network card {number}</source>
      <translation>ネットワークカード {number}</translation>
    </message>
    <message>
      <source>Network card {number} ({mac})</source>
      <translation>ネットワークカード {number} ({mac})</translation>
    </message>
    <message>
      <source>Network cards</source>
      <translation>ネットワークカード</translation>
    </message>
    <message>
      <source>Network cards have other names there: tie their settings to the MAC address, and note the addresses.</source>
      <translation>VM ではネットワークカードの名前が変わります。設定を MAC アドレスに関連付け、アドレスを控えてください。</translation>
    </message>
    <message>
      <source>Network defined</source>
      <translation>ネットワークが定義されました</translation>
    </message>
    <message>
      <source>Network folder (NFS, SMB)</source>
      <translation>ネットワークフォルダー (NFS、SMB)</translation>
    </message>
    <message>
      <source>Network for {name}</source>
      <translation>{name} に対応するネットワーク</translation>
    </message>
    <message>
      <source>Network interface {number}</source>
      <translation>ネットワークインターフェイス {number}</translation>
    </message>
    <message>
      <source>Network interfaces</source>
      <translation>ネットワークインターフェイス</translation>
    </message>
    <message>
      <source>Network of card {number}</source>
      <translation>カード {number} のネットワーク</translation>
    </message>
    <message>
      <source>Network of interface {number}</source>
      <translation>インターフェイス {number} のネットワーク</translation>
    </message>
    <message>
      <source>Network of the new card</source>
      <translation>新しいネットワークカードのネットワーク</translation>
    </message>
    <message>
      <source>Network removed</source>
      <translation>ネットワークの定義が削除されました</translation>
    </message>
    <message>
      <source>Network repositories over {scheme} are not supported: use an http or https address.</source>
      <translation>{scheme} のネットワークリポジトリはサポートされていません。http または https のアドレスを使用してください。</translation>
    </message>
    <message>
      <source>Network repository</source>
      <translation>ネットワークリポジトリ</translation>
    </message>
    <message>
      <source>Network started</source>
      <translation>ネットワークが開始されました</translation>
    </message>
    <message>
      <source>Network stopped</source>
      <translation>ネットワークが停止されました</translation>
    </message>
    <message>
      <source>Network {name}</source>
      <translation>ネットワーク {name}</translation>
    </message>
    <message>
      <source>Network {number}</source>
      <translation>ネットワーク {number}</translation>
    </message>
    <message>
      <source>Network {number} of the package</source>
      <translation>パッケージのネットワーク {number}</translation>
    </message>
    <message>
      <source>Networking</source>
      <translation>ネットワーク</translation>
    </message>
    <message>
      <source>Networks</source>
      <translation>ネットワーク</translation>
    </message>
    <message>
      <source>New &amp;disk</source>
      <translation>新規ディスク(&amp;D)</translation>
    </message>
    <message>
      <source>New VM</source>
      <translation>新規 VM</translation>
    </message>
    <message>
      <source>New VM from this template</source>
      <translation>このテンプレートから VM を作成</translation>
    </message>
    <message>
      <source>New disk</source>
      <translation>新規ディスク</translation>
    </message>
    <message>
      <source>New disk in {name}</source>
      <translation>{name} の新規ディスク</translation>
    </message>
    <message>
      <source>New disk…</source>
      <translation>新規ディスク…</translation>
    </message>
    <message>
      <source>New name</source>
      <translation>新しい名前</translation>
    </message>
    <message>
      <source>New network</source>
      <translation>新規ネットワーク</translation>
    </message>
    <message>
      <source>New network on {host}</source>
      <translation>{host} の新規ネットワーク</translation>
    </message>
    <message>
      <source>New network…</source>
      <translation>新規ネットワーク…</translation>
    </message>
    <message>
      <source>New pool</source>
      <translation>新規プール</translation>
    </message>
    <message>
      <source>New pool…</source>
      <translation>新規プール…</translation>
    </message>
    <message>
      <source>New size</source>
      <translation>新しいサイズ</translation>
    </message>
    <message>
      <source>New storage repository</source>
      <translation>新規ストレージリポジトリ</translation>
    </message>
    <message>
      <source>New storage repository…</source>
      <translation>新規ストレージリポジトリ…</translation>
    </message>
    <message>
      <source>New template</source>
      <translation>新規テンプレート</translation>
    </message>
    <message>
      <source>New template…</source>
      <translation>新規テンプレート…</translation>
    </message>
    <message>
      <source>New virtual disk…</source>
      <translation>新規仮想ディスク…</translation>
    </message>
    <message>
      <source>New…</source>
      <translation>新規…</translation>
    </message>
    <message>
      <source>No</source>
      <translation>いいえ</translation>
    </message>
    <message>
      <source>No ISO image is chosen.</source>
      <translation>ISO イメージが選択されていません。</translation>
    </message>
    <message>
      <source>No VM has a network card in it, and no DHCP lease is in use.</source>
      <translation>ネットワークカードを接続している VM も、使用中の DHCP リースもありません。</translation>
    </message>
    <message>
      <source>No VM is chosen.</source>
      <translation>VM が選択されていません。</translation>
    </message>
    <message>
      <source>No VM needs guest tools.</source>
      <translation>ゲストツールが必要な VM はありません。</translation>
    </message>
    <message>
      <source>No VM runs in {pool}. The screens of running VMs are shown here.</source>
      <translation>{pool} で実行中の VM はありません。実行中の VM の画面がここに表示されます。</translation>
    </message>
    <message>
      <source>No VM runs on {host}. The screens of running VMs are shown here.</source>
      <translation>{host} で実行中の VM はありません。実行中の VM の画面がここに表示されます。</translation>
    </message>
    <message>
      <source>No VM uses it. It is stopped, and its definition with its DHCP settings is removed.</source>
      <translation>使用している VM はありません。ネットワークは停止され、DHCP の設定を含む定義が削除されます。</translation>
    </message>
    <message>
      <source>No VM yet.</source>
      <translation>VM がまだありません。</translation>
    </message>
    <message>
      <source>No authority that this computer knows vouches for {host}. Its certificate has the fingerprint {fingerprint}. Connect only if this is the host's fingerprint.</source>
      <translation>このコンピュータに登録された認証局では {host} を検証できません。ホストの証明書の指紋は {fingerprint} です。これがホストの指紋と一致する場合にのみ接続してください。</translation>
    </message>
    <message>
      <source>No disc could be taken out of {name}</source>
      <translation>{name} からメディアを取り出せませんでした</translation>
    </message>
    <message>
      <source>No disc is in a CD drive of {name}.</source>
      <translation>{name} の CD ドライブにメディアが入っていません。</translation>
    </message>
    <message>
      <source>No disk depends on this template.</source>
      <translation>このテンプレートに依存するディスクはありません。</translation>
    </message>
    <message>
      <source>No disk of {name} is reset at start.</source>
      <translation>{name} に起動時にリセットされるディスクはありません。</translation>
    </message>
    <message>
      <source>No disk was found in {name}.</source>
      <translation>{name} にディスクが見つかりませんでした。</translation>
    </message>
    <message>
      <source>No file is chosen.</source>
      <translation>ファイルが選択されていません。</translation>
    </message>
    <message>
      <source>No host has a virtual network.</source>
      <translation>仮想ネットワークのあるホストはありません。</translation>
    </message>
    <message>
      <source>No host is free: add one, or take one out of its pool.</source>
      <translation>追加できるホストがありません。ホストを追加するか、プールから削除してください。</translation>
    </message>
    <message>
      <source>No host is in this pool yet.</source>
      <translation>このプールにはホストがまだありません。</translation>
    </message>
    <message>
      <source>No host is ready to create a VM on.</source>
      <translation>VM を作成できる状態のホストがありません。</translation>
    </message>
    <message>
      <source>No host of this pool has a virtual network.</source>
      <translation>このプールのホストには仮想ネットワークがありません。</translation>
    </message>
    <message>
      <source>No host yet.</source>
      <translation>ホストがまだありません。</translation>
    </message>
    <message>
      <source>No host yet. Add a computer that runs libvirt.</source>
      <translation>ホストがまだありません。libvirt が動作するコンピュータを追加してください。</translation>
    </message>
    <message>
      <source>No kernel and initrd of an installer were found at this address.</source>
      <translation>このアドレスにインストーラーのカーネルと initrd が見つかりません。</translation>
    </message>
    <message>
      <source>No kernel and initrd of an installer were found at {url}.</source>
      <translation>{url} にインストーラーのカーネルと initrd が見つかりません。</translation>
    </message>
    <message>
      <source>No kernel and initrd of an installer were found in {path}.</source>
      <translation>{path} にインストーラーのカーネルと initrd が見つかりません。</translation>
    </message>
    <message>
      <source>No libvirt listens on this computer at {path}.</source>
      <translation>このコンピュータの {path} で libvirt が待ち受けていません。</translation>
    </message>
    <message>
      <source>No machine came within {hours} hours.</source>
      <translation>{hours} 時間以内にマシンが接続しませんでした。</translation>
    </message>
    <message>
      <source>No management agent runs sysprep here. When the answer file is in the CD drive:</source>
      <translation>ここでは管理エージェントで sysprep を実行できません。応答ファイルを CD ドライブに挿入した後の手順:</translation>
    </message>
    <message>
      <source>No more than {n} network cards.</source>
      <translation>ネットワークカードは最大 {n} 枚です。</translation>
    </message>
    <message>
      <source>No operating system was found on the disk.</source>
      <translation>ディスクにオペレーティングシステムが見つかりませんでした。</translation>
    </message>
    <message>
      <source>No other host of the pool has an active folder repository of this name or path.</source>
      <translation>プールのほかのホストに、同じ名前またはパスのアクティブなフォルダー型のストレージリポジトリがありません。</translation>
    </message>
    <message>
      <source>No shadow copy of {volume} could be made on {machine}.</source>
      <translation>{machine} で {volume} のシャドウコピーを作成できませんでした。</translation>
    </message>
    <message>
      <source>No snapshot of {volume} could be made on {machine}.</source>
      <translation>{machine} で {volume} のスナップショットを作成できませんでした。</translation>
    </message>
    <message>
      <source>No storage is known to be shared. Folders of the same name may be: {names}.</source>
      <translation>共有が確認されているストレージはありません。次の同じ名前のフォルダーが共有されている可能性があります: {names}。</translation>
    </message>
    <message>
      <source>No storage repository of {host} can take the ISO image.</source>
      <translation>{host} に ISO イメージを保存できるストレージリポジトリがありません。</translation>
    </message>
    <message>
      <source>No storage repository of {host} can take the disks.</source>
      <translation>{host} にディスクを保存できるストレージリポジトリがありません。</translation>
    </message>
    <message>
      <source>No template is chosen.</source>
      <translation>テンプレートが選択されていません。</translation>
    </message>
    <message>
      <source>No tools disc was put into a CD drive of {name}.</source>
      <translation>{name} の CD ドライブにはツール ISO が挿入されていません。</translation>
    </message>
    <message>
      <source>No, local to its host</source>
      <translation>いいえ (ホストのローカル)</translation>
    </message>
    <message>
      <source>Nobody wants the disk any more.</source>
      <translation>このディスクはすでに不要です。</translation>
    </message>
    <message>
      <source>None</source>
      <translation>なし</translation>
    </message>
    <message>
      <source>None (standalone)</source>
      <translation>なし (スタンドアロン)</translation>
    </message>
    <message>
      <source>None of its hosts can take a VM.</source>
      <translation>VM を受け入れられるホストがありません。</translation>
    </message>
    <message>
      <source>None of the selected VMs runs. The screens of running VMs are shown here.</source>
      <translation>選択した VM はどれも実行されていません。実行中の VM の画面がここに表示されます。</translation>
    </message>
    <message>
      <source>None of the {all} can take part:</source>
      <translation>{all} 台のどれも実行できません:</translation>
    </message>
    <message>
      <source>None of the {n} selected VMs can do this: {why}</source>
      <translation>選択した {n} 台の VM では実行できません: {why}</translation>
    </message>
    <message>
      <source>None: that of the host is used</source>
      <translation>なし: ホストのものを使用</translation>
    </message>
    <message>
      <source>Not able to receive updates from Windows Update</source>
      <translation>Windows Update からのアップデート受信が不可能</translation>
    </message>
    <message>
      <source>Not active</source>
      <translation>非アクティブ</translation>
    </message>
    <message>
      <source>Not active.</source>
      <translation>アクティブではありません。</translation>
    </message>
    <message>
      <source>Not all VMs of this host have been read yet, so it is not known whether another one uses it: {names}.</source>
      <translation>このホストのすべての VM がまだ読み取られていないため、ほかの VM で使用されているかどうか不明です: {names}。</translation>
    </message>
    <message>
      <source>Not all VMs of this host have been read yet, so it is not known whether one uses it: {names}.</source>
      <translation>このホストのすべての VM がまだ読み取られていないため、使用中の VM があるかどうか不明です: {names}。</translation>
    </message>
    <message>
      <source>Not all disks of {name} are copied: {devices} stay behind.</source>
      <translation>{name} の一部のディスクがコピーされません: {devices} は対象外です。</translation>
    </message>
    <message>
      <source>Not available on this host</source>
      <translation>このホストで使用できない機能</translation>
    </message>
    <message>
      <source>Not available: containers have no screen. The Console tab shows the text console.</source>
      <translation>表示できません: コンテナには画面がありません。テキストコンソールは [コンソール] タブに表示されます。</translation>
    </message>
    <message>
      <source>Not available: libvirt can't make pictures of Xen VMs. The Console tab shows the screen.</source>
      <translation>表示できません: libvirt は Xen VM の画像を取得できません。画面は [コンソール] タブに表示されます。</translation>
    </message>
    <message>
      <source>Not available: {why}</source>
      <translation>表示できません: {why}</translation>
    </message>
    <message>
      <source>Not checked yet.</source>
      <translation>まだ確認されていません。</translation>
    </message>
    <message>
      <source>Not connected</source>
      <translation>未接続</translation>
    </message>
    <message>
      <source>Not connected.</source>
      <translation>未接続です。</translation>
    </message>
    <message>
      <source>Not connected: the card is left out</source>
      <translation>未接続 (ネットワークカードを除外)</translation>
    </message>
    <message>
      <source>Not connected: this is read when the host answers.</source>
      <translation>未接続です。ホストが応答すると読み取られます。</translation>
    </message>
    <message>
      <source>Not connected: {hosts}. What was last known of them is compared.</source>
      <translation>未接続です: {hosts}。最後に確認された内容を比較します。</translation>
    </message>
    <message>
      <source>Not known yet: no management agent answers, and no DHCP lease names this VM.</source>
      <translation>まだ不明です。管理エージェントが応答せず、この VM の DHCP リースもありません。</translation>
    </message>
    <message>
      <source>Not known: the I/O drivers of the guest tell it.</source>
      <translation>不明: ゲストの I/O ドライバーから取得されます。</translation>
    </message>
    <message>
      <source>Not known: this VM has no memory balloon.</source>
      <translation>不明: この VM にはメモリバルーンがありません。</translation>
    </message>
    <message>
      <source>Not now.</source>
      <translation>今は実行できません。</translation>
    </message>
    <message>
      <source>Not on these hosts</source>
      <translation>次のホストにはありません</translation>
    </message>
    <message>
      <source>Not reached.</source>
      <translation>未到達です。</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>情報</translation>
    </message>
    <message>
      <source>Note them, and set them in the VM; or put rhsrvany.exe into /usr/share/virt-tools on the host.</source>
      <translation>固定アドレスを控えて VM で設定するか、ホストの /usr/share/virt-tools に rhsrvany.exe を置いてください。</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>注意事項</translation>
    </message>
    <message>
      <source>Nothing can be typed: the console is not connected.</source>
      <translation>コンソールに接続されていないため、入力できません。</translation>
    </message>
    <message>
      <source>Nothing found</source>
      <translation>見つかりません</translation>
    </message>
    <message>
      <source>Nothing has been created yet. What you filled in is lost when the wizard closes.</source>
      <translation>まだ何も作成されていません。ウィザードを閉じると、入力内容は失われます。</translation>
    </message>
    <message>
      <source>Nothing has happened here yet.</source>
      <translation>まだ何も記録されていません。</translation>
    </message>
    <message>
      <source>Nothing holds {mounts} still: say that a copy as after a power failure will do.</source>
      <translation>{mounts} は静止できません。停電後と同じ状態のコピーを許容することを指定してください。</translation>
    </message>
    <message>
      <source>Nothing in {name} shows that it is a disk: it will be taken as a raw image.</source>
      <translation>{name} がディスクであることを示す情報がないため、raw イメージとして扱います。</translation>
    </message>
    <message>
      <source>Nothing inside is changed: the VM gets IDE disks and an e1000 network card, or those of Xen only (PVH).</source>
      <translation>内部は何も変更しません。VM には、IDE ディスクと e1000 ネットワークカード、または Xen のもののみ (PVH) を使用します。</translation>
    </message>
    <message>
      <source>Nothing inside is changed: the VM gets SATA disks and an e1000e network card, for which every system has drivers.</source>
      <translation>内部は何も変更しません。VM には、どのシステムにもドライバーがある SATA ディスクと e1000e ネットワークカードを使用します。</translation>
    </message>
    <message>
      <source>Nothing is left.</source>
      <translation>残存オブジェクトはありません。</translation>
    </message>
    <message>
      <source>Nothing is offered there.</source>
      <translation>提供されているものはありません。</translation>
    </message>
    <message>
      <source>Nothing matches “{text}”.</source>
      <translation>「{text}」に一致する項目はありません。</translation>
    </message>
    <message>
      <source>Nothing now: an empty CD drive</source>
      <translation>今は指定しない: 空の CD ドライブ</translation>
    </message>
    <message>
      <source>Nothing on the host itself changes.</source>
      <translation>ホスト自体は何も変更されません。</translation>
    </message>
    <message>
      <source>Nothing runs in a guest by itself: discs are inserted, and devices change at the next start.</source>
      <translation>ゲスト内で何かが自動的に実行されることはありません。ISO が挿入され、デバイスは次回の起動時に切り替わります。</translation>
    </message>
    <message>
      <source>Nothing stands in the way.</source>
      <translation>問題はありません。</translation>
    </message>
    <message>
      <source>Nothing was deleted.</source>
      <translation>何も削除されませんでした。</translation>
    </message>
    <message>
      <source>Nothing was deleted: there is nobody to ask.</source>
      <translation>何も削除されませんでした: 確認に応答するユーザーがいません。</translation>
    </message>
    <message>
      <source>Nothing was exported: {why}</source>
      <translation>何もエクスポートされませんでした: {why}</translation>
    </message>
    <message>
      <source>Nothing was imported: {why}</source>
      <translation>何もインポートされませんでした: {why}</translation>
    </message>
    <message>
      <source>Nothing was moved: {why}</source>
      <translation>何も移動されませんでした: {why}</translation>
    </message>
    <message>
      <source>Nothing was selected before.</source>
      <translation>前に選択したものはありません。</translation>
    </message>
    <message>
      <source>Number:</source>
      <translation>番号:</translation>
    </message>
    <message>
      <source>O&amp;rganization</source>
      <translation>組織(&amp;R)</translation>
    </message>
    <message>
      <source>OK</source>
      <translation>正常</translation>
    </message>
    <message>
      <source>ON DISK</source>
      <translation>ディスク上のサイズ</translation>
    </message>
    <message>
      <source>OPERATING SYSTEM</source>
      <translation>オペレーティングシステム</translation>
    </message>
    <message>
      <source>OS</source>
      <translation>OS</translation>
    </message>
    <message>
      <source>OVA package</source>
      <translation>OVA パッケージ</translation>
    </message>
    <message>
      <source>OVF folder</source>
      <translation>OVF フォルダー</translation>
    </message>
    <message>
      <source>OVF package</source>
      <translation>OVF パッケージ</translation>
    </message>
    <message>
      <source>Object</source>
      <translation>オブジェクト</translation>
    </message>
    <message>
      <source>Objects</source>
      <translation>オブジェクト</translation>
    </message>
    <message>
      <source>Of a snapshot a full copy is always made.</source>
      <translation>スナップショットからは、常に完全なコピーが作成されます。</translation>
    </message>
    <message>
      <source>Of the disk</source>
      <translation>複製元のディスク</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>Off after reverting to a snapshot</source>
      <translation>スナップショットの復元により停止しました</translation>
    </message>
    <message>
      <source>On a per-user libvirt this network reaches outwards only.</source>
      <translation>ユーザー専用の libvirt では、このネットワークは外向きの通信のみ可能です。</translation>
    </message>
    <message>
      <source>On disk</source>
      <translation>ディスク上のサイズ</translation>
    </message>
    <message>
      <source>One file for VMware, VirtualBox, oVirt and Virtdeck (which restores it whole).</source>
      <translation>VMware、VirtualBox、oVirt、Virtdeck (すべてを復元可能) 用の 1 つのファイルです。</translation>
    </message>
    <message>
      <source>One or many copies, whole or copy-on-write, each with an identity of its own.</source>
      <translation>完全なコピーまたはコピーオンライトで 1 つ以上複製します。それぞれが固有情報を持ちます。</translation>
    </message>
    <message>
      <source>Only QEMU hosts have a user network.</source>
      <translation>ユーザーネットワークがあるのは QEMU ホストのみです。</translation>
    </message>
    <message>
      <source>Only a conversion carries it over: nothing inside is changed by a copy.</source>
      <translation>引き継げるのは変換する場合のみです。コピーでは内部は変更されません。</translation>
    </message>
    <message>
      <source>Only a fixed address of a Windows has to be carried over.</source>
      <translation>引き継ぐ必要があるのは Windows の固定アドレスのみです。</translation>
    </message>
    <message>
      <source>Only changed blocks are written; all else is read from the source. Made at once and thin, disk access is slightly slower.</source>
      <translation>変更されたブロックのみを書き込み、それ以外は複製元から読み取ります。すぐに作成でき容量も節約できますが、ディスクアクセスはわずかに遅くなります。</translation>
    </message>
    <message>
      <source>Only chec&amp;k it: a report, nothing is copied</source>
      <translation>確認のみ (レポートのみでコピーしない)(&amp;K)</translation>
    </message>
    <message>
      <source>Only folders can be declared shared.</source>
      <translation>共有として宣言できるのはフォルダーのみです。</translation>
    </message>
    <message>
      <source>Only for a second pass.</source>
      <translation>2 回目のコピーでのみ使用されます。</translation>
    </message>
    <message>
      <source>Only four IDE devices fit: choose virtio, or import fewer disks.</source>
      <translation>IDE デバイスは 4 個までです。virtio を選択するか、インポートするディスクを減らしてください。</translation>
    </message>
    <message>
      <source>Only one server can be named.</source>
      <translation>指定できるサーバーは 1 つだけです。</translation>
    </message>
    <message>
      <source>Only signed scripts may run on {name}: the drivers can't be installed at its first start as a VM.</source>
      <translation>{name} では署名されたスクリプトのみ実行できます。VM としての初回起動時にドライバーをインストールできません。</translation>
    </message>
    <message>
      <source>Only some hosts share the storage {names}.</source>
      <translation>ストレージ {names} を共有しているのは一部のホストのみです。</translation>
    </message>
    <message>
      <source>Only the address is needed here. A complete URI goes into the field below.</source>
      <translation>ここにはアドレスのみを入力してください。完全な URI は下の欄に入力します。</translation>
    </message>
    <message>
      <source>Only the basic list of templates is shown: install the package gir1.2-libosinfo-1.0 for the full one.</source>
      <translation>基本的なテンプレートのみが表示されています。すべてを表示するには、パッケージ gir1.2-libosinfo-1.0 をインストールしてください。</translation>
    </message>
    <message>
      <source>Only the basic list of templates is shown: install the package osinfo-db for the full one.</source>
      <translation>基本的なテンプレートのみが表示されています。すべてを表示するには、パッケージ osinfo-db をインストールしてください。</translation>
    </message>
    <message>
      <source>Only {free} free.</source>
      <translation>空きが {free} しかありません。</translation>
    </message>
    <message>
      <source>Open it from the folder where both files are.</source>
      <translation>両方のファイルがあるフォルダーから開いてください。</translation>
    </message>
    <message>
      <source>Open the CD drive in the Explorer and run virtio-win-guest-tools.exe. On Server Core, in PowerShell:</source>
      <translation>エクスプローラーで CD ドライブを開き、virtio-win-guest-tools.exe を実行します。Server Core では PowerShell で実行します:</translation>
    </message>
    <message>
      <source>Open the way in the firewalls: live migration needs it, and the ports 49152 to 49215.</source>
      <translation>ファイアウォールで通信を許可してください。ライブ移行には、この通信とポート 49152 から 49215 が必要です。</translation>
    </message>
    <message>
      <source>Open viewer</source>
      <translation>ビューアーを開く</translation>
    </message>
    <message>
      <source>Open viewer for {name}</source>
      <translation>{name} のビューアーの起動</translation>
    </message>
    <message>
      <source>Opens the screen in remote-viewer</source>
      <translation>画面を remote-viewer で開きます</translation>
    </message>
    <message>
      <source>Operatin&amp;g system that is converted</source>
      <translation>変換するオペレーティングシステム(&amp;G)</translation>
    </message>
    <message>
      <source>Operating system</source>
      <translation>オペレーティングシステム</translation>
    </message>
    <message>
      <source>Operating system not known</source>
      <translation>オペレーティングシステム不明</translation>
    </message>
    <message>
      <source>Operating system that is converted</source>
      <translation>変換するオペレーティングシステム</translation>
    </message>
    <message>
      <source>Operations that were interrupted made these. Clean up removes them, Keep leaves them as they are.</source>
      <translation>中断された操作によって作成されたものです。[クリーンアップ] は削除し、[残す] はそのまま残します。</translation>
    </message>
    <message>
      <source>Options</source>
      <translation>オプション</translation>
    </message>
    <message>
      <source>Or copy from rescue media.</source>
      <translation>または、レスキューメディアから起動してコピーしてください。</translation>
    </message>
    <message>
      <source>Or: {step}</source>
      <translation>または: {step}</translation>
    </message>
    <message>
      <source>Original</source>
      <translation>元の VM</translation>
    </message>
    <message>
      <source>Original size (1:1)</source>
      <translation>元のサイズ (1:1)</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>その他</translation>
    </message>
    <message>
      <source>Other Linux</source>
      <translation>その他の Linux</translation>
    </message>
    <message>
      <source>Other computers with libvirt are reached over ssh or TLS and grouped in pools.</source>
      <translation>libvirt のあるほかのコンピュータに ssh または TLS で接続し、プールにまとめることができます。</translation>
    </message>
    <message>
      <source>Other disks are based on it: {names}.</source>
      <translation>ほかのディスクの基になっています: {names}。</translation>
    </message>
    <message>
      <source>Other disks are based on {name}: {names}.</source>
      <translation>ほかのディスクが {name} を基にしています: {names}。</translation>
    </message>
    <message>
      <source>Other hosts can't be told where to find {hosts}: the address means this computer only.</source>
      <translation>{hosts} のアドレスはこのコンピュータ自身を指すため、ほかのホストに伝えることができません。</translation>
    </message>
    <message>
      <source>Other install media</source>
      <translation>その他のインストールメディア</translation>
    </message>
    <message>
      <source>Out of date (version {installed} installed, host offers {offered})</source>
      <translation>最新ではありません (インストール済み {installed}、ホスト {offered})</translation>
    </message>
    <message>
      <source>Outgoing network only</source>
      <translation>外向きのネットワークのみ</translation>
    </message>
    <message>
      <source>Outgoing only</source>
      <translation>外向きのみ</translation>
    </message>
    <message>
      <source>Over ssh</source>
      <translation>ssh 経由</translation>
    </message>
    <message>
      <source>Over-commit</source>
      <translation>オーバーコミット</translation>
    </message>
    <message>
      <source>Overwrite them with zeros before</source>
      <translation>先にゼロで上書きする</translation>
    </message>
    <message>
      <source>P&amp;XE entry</source>
      <translation>PXE エントリ(&amp;X)</translation>
    </message>
    <message>
      <source>P&amp;ool</source>
      <translation>プール(&amp;O)</translation>
    </message>
    <message>
      <source>P2V import date</source>
      <translation>P2V インポート日</translation>
    </message>
    <message>
      <source>P2V source machine</source>
      <translation>P2V ソースマシン</translation>
    </message>
    <message>
      <source>PDF, to be printed (*.pdf)</source>
      <translation>PDF、印刷用 (*.pdf)</translation>
    </message>
    <message>
      <source>PXE entry</source>
      <translation>PXE エントリ</translation>
    </message>
    <message>
      <source>Pa&amp;ssword again</source>
      <translation>パスワード (再入力)(&amp;S)</translation>
    </message>
    <message>
      <source>Package</source>
      <translation>パッケージ</translation>
    </message>
    <message>
      <source>Packages of virtual machines (OVA, OVF, XVA) are imported, not converted.</source>
      <translation>仮想マシンのパッケージ (OVA、OVF、XVA) は変換せず、インポートします。</translation>
    </message>
    <message>
      <source>Paravirtual with hardware help (PVH)</source>
      <translation>ハードウェア支援による準仮想化 (PVH)</translation>
    </message>
    <message>
      <source>Paravirtualized (PV)</source>
      <translation>準仮想化 (PV)</translation>
    </message>
    <message>
      <source>Paravirtualized in a hardware container (PVH)</source>
      <translation>ハードウェアコンテナ内の準仮想化 (PVH)</translation>
    </message>
    <message>
      <source>Partition</source>
      <translation>パーティション</translation>
    </message>
    <message>
      <source>Passphrase</source>
      <translation>パスフレーズ</translation>
    </message>
    <message>
      <source>Passphrase of {volume} (LUKS)</source>
      <translation>{volume} のパスフレーズ (LUKS)</translation>
    </message>
    <message>
      <source>Passphrase or recovery key</source>
      <translation>パスフレーズまたは回復キー</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>パスワード</translation>
    </message>
    <message>
      <source>Password again</source>
      <translation>パスワード (再入力)</translation>
    </message>
    <message>
      <source>Password of the key</source>
      <translation>鍵のパスワード</translation>
    </message>
    <message>
      <source>Paste CSV</source>
      <translation>CSV の貼り付け</translation>
    </message>
    <message>
      <source>Path</source>
      <translation>パス</translation>
    </message>
    <message>
      <source>Path of an ISO image</source>
      <translation>ISO イメージのパス</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>ポーズ</translation>
    </message>
    <message>
      <source>Pause VMs: they stay in memory.</source>
      <translation>VM をポーズします (メモリ上に残ります)。</translation>
    </message>
    <message>
      <source>Pause {name}</source>
      <translation>{name} のポーズ</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>ポーズ中</translation>
    </message>
    <message>
      <source>Paused after an error</source>
      <translation>エラー発生後にポーズされました</translation>
    </message>
    <message>
      <source>Paused because of a disk error</source>
      <translation>ディスクエラーのためポーズされました</translation>
    </message>
    <message>
      <source>Paused by the watchdog</source>
      <translation>ウォッチドッグによりポーズされました</translation>
    </message>
    <message>
      <source>Performance numbers</source>
      <translation>パフォーマンスデータ</translation>
    </message>
    <message>
      <source>Permission</source>
      <translation>権限</translation>
    </message>
    <message>
      <source>Physical to virtual (P2V)</source>
      <translation>物理マシンから仮想マシンへの変換 (P2V)</translation>
    </message>
    <message>
      <source>Physical to virtual (P2V)…</source>
      <translation>物理マシンから仮想マシンへの変換 (P2V)…</translation>
    </message>
    <message>
      <source>Picture</source>
      <translation>画像</translation>
    </message>
    <message>
      <source>Pictures (*.png)</source>
      <translation>画像 (*.png)</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>場所</translation>
    </message>
    <message>
      <source>Plug in</source>
      <translation>ケーブルを接続</translation>
    </message>
    <message>
      <source>Plug in a network cable of {name}</source>
      <translation>{name} のネットワークケーブルの接続</translation>
    </message>
    <message>
      <source>Po&amp;rt of its ssh server</source>
      <translation>変換ホストの ssh サーバーのポート(&amp;R)</translation>
    </message>
    <message>
      <source>Pool</source>
      <translation>プール</translation>
    </message>
    <message>
      <source>Pool {n}</source>
      <translation>プール {n}</translation>
    </message>
    <message>
      <source>Port</source>
      <translation>ポート</translation>
    </message>
    <message>
      <source>Port group</source>
      <translation>ポートグループ</translation>
    </message>
    <message>
      <source>Port groups</source>
      <translation>ポートグループ</translation>
    </message>
    <message>
      <source>Port groups: {names}</source>
      <translation>ポートグループ: {names}</translation>
    </message>
    <message>
      <source>Port of its ssh server</source>
      <translation>変換ホストの ssh サーバーのポート</translation>
    </message>
    <message>
      <source>Port of this computer</source>
      <translation>このコンピュータのポート</translation>
    </message>
    <message>
      <source>Port {port} answers.</source>
      <translation>ポート {port} が応答しました。</translation>
    </message>
    <message>
      <source>Power</source>
      <translation>電源</translation>
    </message>
    <message>
      <source>Preferences</source>
      <translation>環境設定</translation>
    </message>
    <message>
      <source>Preferences…</source>
      <translation>環境設定…</translation>
    </message>
    <message>
      <source>Prepare a guest before it is cloned: machine ID, ssh host keys and the like must not be the same in two machines.</source>
      <translation>複製する前にゲストを準備してください。マシン ID や ssh ホストキーなどが 2 台のマシンで同じであってはなりません。</translation>
    </message>
    <message>
      <source>Prepare a host for a machine that boots virt-p2v, wait for it, and make its VM.</source>
      <translation>virt-p2v で起動するマシンのためにホストを準備し、マシンを待機して VM を作成します。</translation>
    </message>
    <message>
      <source>Prepare a running guest for being cloned: remove what makes it unique, and shut it down (Windows: sysprep).</source>
      <translation>実行中のゲストを複製用に準備します。固有情報を削除し、シャットダウンします (Windows では sysprep)。</translation>
    </message>
    <message>
      <source>Prepare guest for cloning…</source>
      <translation>複製用のゲストの準備…</translation>
    </message>
    <message>
      <source>Prepare the conversion host first.</source>
      <translation>先に変換ホストを準備してください。</translation>
    </message>
    <message>
      <source>Prepare the guest</source>
      <translation>ゲストの準備</translation>
    </message>
    <message>
      <source>Prepare the guest of {name}</source>
      <translation>{name} のゲストの準備</translation>
    </message>
    <message>
      <source>Prepare {name} for cloning</source>
      <translation>{name} の複製用の準備</translation>
    </message>
    <message>
      <source>Prepare {name} for cloning?</source>
      <translation>{name} を複製用に準備しますか?</translation>
    </message>
    <message>
      <source>Preparing</source>
      <translation>準備中</translation>
    </message>
    <message>
      <source>Preparing the conversion</source>
      <translation>変換の準備中</translation>
    </message>
    <message>
      <source>Preparing the guest</source>
      <translation>ゲストの準備中</translation>
    </message>
    <message>
      <source>Preparing the guest of {name}</source>
      <translation>{name} のゲストの準備中</translation>
    </message>
    <message>
      <source>Preparing the other host</source>
      <translation>移行先のホストの準備中</translation>
    </message>
    <message>
      <source>Preparing the other host (led by this computer)</source>
      <translation>移行先のホストの準備中 (このコンピュータが制御)</translation>
    </message>
    <message>
      <source>Preparing the target</source>
      <translation>変換先の準備中</translation>
    </message>
    <message>
      <source>Prerequisites</source>
      <translation>前提条件</translation>
    </message>
    <message>
      <source>Press Check.</source>
      <translation>[確認] をクリックしてください。</translation>
    </message>
    <message>
      <source>Press Windows+R, and run: {command}</source>
      <translation>Windows+R キーを押し、次を実行してください: {command}</translation>
    </message>
    <message>
      <source>Private key (PEM)</source>
      <translation>秘密鍵 (PEM)</translation>
    </message>
    <message>
      <source>Pro&amp;duct key</source>
      <translation>プロダクトキー(&amp;D)</translation>
    </message>
    <message>
      <source>Problem</source>
      <translation>問題</translation>
    </message>
    <message>
      <source>Product &amp;key</source>
      <translation>プロダクトキー(&amp;K)</translation>
    </message>
    <message>
      <source>Product key</source>
      <translation>プロダクトキー</translation>
    </message>
    <message>
      <source>Programs that write are running: {services}.</source>
      <translation>書き込みを行うプログラムが動作しています: {services}。</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>進行状況</translation>
    </message>
    <message>
      <source>Properties of {disk}</source>
      <translation>{disk} のプロパティ</translation>
    </message>
    <message>
      <source>Properties…</source>
      <translation>プロパティ…</translation>
    </message>
    <message>
      <source>Property</source>
      <translation>項目</translation>
    </message>
    <message>
      <source>Protecting its disks</source>
      <translation>ディスクを保護中</translation>
    </message>
    <message>
      <source>Prove that a folder is shared by hosts of a pool, and remember it.</source>
      <translation>フォルダーがプールのホストで共有されていることを確認し、記録します。</translation>
    </message>
    <message>
      <source>Prove that {name} is shared</source>
      <translation>{name} の共有の確認</translation>
    </message>
    <message>
      <source>Proved when it is made; else nothing is made</source>
      <translation>作成時に確認し、確認できない場合は何も作成しません</translation>
    </message>
    <message>
      <source>Public ssh &amp;key</source>
      <translation>ssh 公開鍵(&amp;K)</translation>
    </message>
    <message>
      <source>Public ssh ke&amp;y</source>
      <translation>ssh 公開鍵(&amp;Y)</translation>
    </message>
    <message>
      <source>Public ssh key</source>
      <translation>ssh 公開鍵</translation>
    </message>
    <message>
      <source>Put a network card into another network, or pull its cable; also while the VM runs.</source>
      <translation>ネットワークカードの接続先を変更するか、ケーブルを抜き差しします。VM の実行中も可能です。</translation>
    </message>
    <message>
      <source>Put a network card of {name} into another network</source>
      <translation>{name} のネットワークカードの接続先の変更</translation>
    </message>
    <message>
      <source>Put all its parts (.E01, .E02, …) into one folder.</source>
      <translation>すべてのパート (.E01、.E02、…) を 1 つのフォルダーに置いてください。</translation>
    </message>
    <message>
      <source>Put an ISO image into the CD drive of a VM.</source>
      <translation>VM の CD ドライブに ISO イメージを挿入します。</translation>
    </message>
    <message>
      <source>Put away the list of {name}</source>
      <translation>{name} の作業の一覧の消去</translation>
    </message>
    <message>
      <source>Put hosts into a pool, after checking that they fit to it.</source>
      <translation>ホストの組み合わせを確認してから、ホストをプールに追加します。</translation>
    </message>
    <message>
      <source>Put rhsrvany.exe into /usr/share/virt-tools on the conversion host, or convert without virtio drivers.</source>
      <translation>変換ホストの /usr/share/virt-tools に rhsrvany.exe を置くか、virtio ドライバーなしで変換してください。</translation>
    </message>
    <message>
      <source>Put rhsrvany.exe into /usr/share/virt-tools on the host.</source>
      <translation>rhsrvany.exe をホストの /usr/share/virt-tools に置いてください。</translation>
    </message>
    <message>
      <source>Put the file into a storage repository, or connect the host by ssh.</source>
      <translation>ファイルをストレージリポジトリに置くか、ホストに ssh で接続してください。</translation>
    </message>
    <message>
      <source>Put these drivers into the initial RAM disk.</source>
      <translation>これらのドライバーを初期 RAM ディスクに組み込んでください。</translation>
    </message>
    <message>
      <source>Put to sleep by its guest</source>
      <translation>ゲストによりスリープ状態になりました</translation>
    </message>
    <message>
      <source>Put virtio-win.iso into /usr/share/virtio-win on the host.</source>
      <translation>ホストの /usr/share/virtio-win に virtio-win.iso を置いてください。</translation>
    </message>
    <message>
      <source>Puts away the list of what is left to be done after a conversion.</source>
      <translation>変換後の作業の一覧を消去します。</translation>
    </message>
    <message>
      <source>QEMU can't use hardware virtualization (KVM) on this computer: VMs run under emulation, slowly.</source>
      <translation>このコンピュータの QEMU はハードウェア仮想化 (KVM) を使用できません。VM はエミュレーションで低速に動作します。</translation>
    </message>
    <message>
      <source>QEMU is not installed on this computer.</source>
      <translation>このコンピュータには QEMU がインストールされていません。</translation>
    </message>
    <message>
      <source>QEMU/KVM</source>
      <translation>QEMU/KVM</translation>
    </message>
    <message>
      <source>Quick create</source>
      <translation>クイック作成</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>終了</translation>
    </message>
    <message>
      <source>RBD pool</source>
      <translation>RBD プール</translation>
    </message>
    <message>
      <source>RESULT</source>
      <translation>結果</translation>
    </message>
    <message>
      <source>Raw</source>
      <translation>raw</translation>
    </message>
    <message>
      <source>Reached through {jump} (your ssh configuration).</source>
      <translation>{jump} を経由して到達しました (ssh の設定による)。</translation>
    </message>
    <message>
      <source>Reaches the disks.</source>
      <translation>ディスクにアクセスできます。</translation>
    </message>
    <message>
      <source>Reaches the disks: only the memory goes over.</source>
      <translation>ディスクにアクセス可能: メモリのみを転送します。</translation>
    </message>
    <message>
      <source>Read again and compare</source>
      <translation>読み直して比較する</translation>
    </message>
    <message>
      <source>Read all of a package, and compare its digests, checksums and signature.</source>
      <translation>パッケージ全体を読み取り、ダイジェスト、チェックサム、署名を照合します。</translation>
    </message>
    <message>
      <source>Read everything again</source>
      <translation>すべてを再読み込み</translation>
    </message>
    <message>
      <source>Read its contents again</source>
      <translation>内容を再読み込み</translation>
    </message>
    <message>
      <source>Read only</source>
      <translation>読み取り専用</translation>
    </message>
    <message>
      <source>Read speed, before and after the full copy</source>
      <translation>完全なコピー前後の読み取り速度</translation>
    </message>
    <message>
      <source>Read speed, before and after the full copy: {before} MiB/s → {after} MiB/s</source>
      <translation>完全なコピー前後の読み取り速度: {before} MiB/s → {after} MiB/s</translation>
    </message>
    <message>
      <source>Readiness &amp;report</source>
      <translation>適合性レポート(&amp;R)</translation>
    </message>
    <message>
      <source>Readiness report</source>
      <translation>適合性レポート</translation>
    </message>
    <message>
      <source>Reading it again and comparing</source>
      <translation>読み直して比較中</translation>
    </message>
    <message>
      <source>Reading the chains of its disks</source>
      <translation>ディスクのチェーンを読み取り中</translation>
    </message>
    <message>
      <source>Reading the copy of {disk} ({number} of {count})</source>
      <translation>{disk} のコピーを読み取り中 ({number} / {count})</translation>
    </message>
    <message>
      <source>Reading the new disk</source>
      <translation>新しいディスクを読み取り中</translation>
    </message>
    <message>
      <source>Reading the result of the conversion</source>
      <translation>変換の結果を読み取り中</translation>
    </message>
    <message>
      <source>Reading the templates …</source>
      <translation>テンプレートを読み取っています…</translation>
    </message>
    <message>
      <source>Reading what this host can do …</source>
      <translation>このホストの機能を読み込んでいます…</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>読み取り中…</translation>
    </message>
    <message>
      <source>Ready to run</source>
      <translation>すぐに実行可能</translation>
    </message>
    <message>
      <source>Realtek RTL8139</source>
      <translation>Realtek RTL8139</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>理由</translation>
    </message>
    <message>
      <source>Reboot</source>
      <translation>再起動</translation>
    </message>
    <message>
      <source>Reboot {name}</source>
      <translation>{name} の再起動</translation>
    </message>
    <message>
      <source>Rebooted</source>
      <translation>再起動されました</translation>
    </message>
    <message>
      <source>Recently used</source>
      <translation>最近使用したもの</translation>
    </message>
    <message>
      <source>Recommended</source>
      <translation>推奨</translation>
    </message>
    <message>
      <source>Recommended: {size}.</source>
      <translation>推奨は {size} です。</translation>
    </message>
    <message>
      <source>Recovery key of {volume} (BitLocker)</source>
      <translation>{volume} の回復キー (BitLocker)</translation>
    </message>
    <message>
      <source>Red Hat family</source>
      <translation>Red Hat ファミリー</translation>
    </message>
    <message>
      <source>Refresh</source>
      <translation>更新</translation>
    </message>
    <message>
      <source>Refresh the host (F5).</source>
      <translation>ホストを更新してください (F5)。</translation>
    </message>
    <message>
      <source>Refresh the storage repository {name}</source>
      <translation>ストレージリポジトリ {name} の更新</translation>
    </message>
    <message>
      <source>Refresh {host}</source>
      <translation>{host} の更新</translation>
    </message>
    <message>
      <source>Refused while disks of clones depend on it.</source>
      <translation>複製のディスクが依存している場合は実行できません。</translation>
    </message>
    <message>
      <source>Released</source>
      <translation>リリース日</translation>
    </message>
    <message>
      <source>Released: {date}</source>
      <translation>リリース日: {date}</translation>
    </message>
    <message>
      <source>Remember in the keyring</source>
      <translation>キーリングに保存する</translation>
    </message>
    <message>
      <source>Removable and USB disks and recovery partitions are not ticked at first. A partition that is left out stays, empty.</source>
      <translation>リムーバブルディスク、USB ディスク、回復パーティションは最初は選択されていません。除外したパーティションは空のまま残ります。</translation>
    </message>
    <message>
      <source>Removable and USB disks are not ticked at first. A whole disk is copied; empty space takes no room in the target.</source>
      <translation>リムーバブルディスクと USB ディスクは最初は選択されていません。ディスク全体がコピーされますが、空の領域は作成されるディスクの容量を使用しません。</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>削除</translation>
    </message>
    <message>
      <source>Remove a network card from a VM, also while it runs.</source>
      <translation>VM からネットワークカードを削除します。実行中も可能です。</translation>
    </message>
    <message>
      <source>Remove a network card from {name}</source>
      <translation>{name} からのネットワークカードの削除</translation>
    </message>
    <message>
      <source>Remove from pool</source>
      <translation>プールから削除</translation>
    </message>
    <message>
      <source>Remove from the list…</source>
      <translation>一覧から削除…</translation>
    </message>
    <message>
      <source>Remove its empty folder too</source>
      <translation>空になったフォルダーも削除する</translation>
    </message>
    <message>
      <source>Remove the last disk</source>
      <translation>最後のディスクの削除</translation>
    </message>
    <message>
      <source>Remove the last network card</source>
      <translation>最後のネットワークカードの削除</translation>
    </message>
    <message>
      <source>Remove the network card {mac} from {name}?</source>
      <translation>{name} からネットワークカード {mac} を削除しますか?</translation>
    </message>
    <message>
      <source>Remove the original</source>
      <translation>元の VM を削除する</translation>
    </message>
    <message>
      <source>Remove the tools of other products, and note the addresses of its network cards.</source>
      <translation>ほかの製品のツールを削除し、ネットワークカードのアドレスを控えてください。</translation>
    </message>
    <message>
      <source>Remove what interrupted tasks left behind, where it is proved that Virtdeck made it.</source>
      <translation>中断されたタスクが残したオブジェクトのうち、Virtdeck が作成したことを確認できるものを削除します。</translation>
    </message>
    <message>
      <source>Remove {device}</source>
      <translation>{device} を削除</translation>
    </message>
    <message>
      <source>Remove {host} from the list</source>
      <translation>{host} の一覧からの削除</translation>
    </message>
    <message>
      <source>Remove {host} from the list?</source>
      <translation>{host} を一覧から削除しますか?</translation>
    </message>
    <message>
      <source>Removes machine ID, ssh host keys and the like inside the running guest, and shuts it down. Windows: sysprep.</source>
      <translation>実行中のゲストからマシン ID や ssh ホストキーなどを削除し、シャットダウンします。Windows では sysprep を使用します。</translation>
    </message>
    <message>
      <source>Remove…</source>
      <translation>削除…</translation>
    </message>
    <message>
      <source>Removing the original</source>
      <translation>元の VM を削除中</translation>
    </message>
    <message>
      <source>Removing the snapshots of an earlier copy</source>
      <translation>以前のコピーのスナップショットを削除中</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>名前の変更</translation>
    </message>
    <message>
      <source>Rename pool</source>
      <translation>プールの名前の変更</translation>
    </message>
    <message>
      <source>Rename {name} to {new}</source>
      <translation>{name} から {new} への名前の変更</translation>
    </message>
    <message>
      <source>Renamed</source>
      <translation>名前が変更されました</translation>
    </message>
    <message>
      <source>Repair it first; else the VM has the same incomplete array.</source>
      <translation>先に修復してください。修復しないと、VM のアレイも不完全なままになります。</translation>
    </message>
    <message>
      <source>Replace</source>
      <translation>置き換える</translation>
    </message>
    <message>
      <source>Replace the files that are there</source>
      <translation>既存のファイルを置き換える</translation>
    </message>
    <message>
      <source>Reset VMs without asking their guests.</source>
      <translation>ゲストに要求せずに VM を強制再起動します。</translation>
    </message>
    <message>
      <source>Reset at start</source>
      <translation>起動時にリセット</translation>
    </message>
    <message>
      <source>Resize the guest to the window</source>
      <translation>ゲストの画面をウィンドウのサイズに変更</translation>
    </message>
    <message>
      <source>Resize the virtual disk {name}</source>
      <translation>仮想ディスク {name} のサイズ変更</translation>
    </message>
    <message>
      <source>Resize {disk}</source>
      <translation>{disk} のサイズ変更</translation>
    </message>
    <message>
      <source>Resize {name}</source>
      <translation>{name} のサイズ変更</translation>
    </message>
    <message>
      <source>Resize…</source>
      <translation>サイズ変更…</translation>
    </message>
    <message>
      <source>Restart</source>
      <translation>再起動</translation>
    </message>
    <message>
      <source>Restart Windows if the installer asks for it.</source>
      <translation>インストーラーで求められた場合は Windows を再起動します。</translation>
    </message>
    <message>
      <source>Restart libvirt on the host, then test again.</source>
      <translation>ホストの libvirt を再起動してから、もう一度テストしてください。</translation>
    </message>
    <message>
      <source>Restart under another name</source>
      <translation>別の名前で再起動</translation>
    </message>
    <message>
      <source>Restart {name}?</source>
      <translation>{name} を再起動しますか?</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>復元</translation>
    </message>
    <message>
      <source>Restore disk speed (full copy)</source>
      <translation>ディスク速度の復元 (完全なコピー)</translation>
    </message>
    <message>
      <source>Restore disk speed: make the disks of a VM independent of all others (full copy), off or running.</source>
      <translation>ディスク速度を復元します。VM のディスクをほかのディスクから独立させます (完全なコピー)。停止中でも実行中でも可能です。</translation>
    </message>
    <message>
      <source>Restore the disk speed of {name}</source>
      <translation>{name} のディスク速度の復元</translation>
    </message>
    <message>
      <source>Restoring its snapshots</source>
      <translation>スナップショットを復元中</translation>
    </message>
    <message>
      <source>Result of the conversion of {name}</source>
      <translation>{name} の変換の結果</translation>
    </message>
    <message>
      <source>Result of the test</source>
      <translation>テストの結果</translation>
    </message>
    <message>
      <source>Resulting UR&amp;I</source>
      <translation>生成される URI(&amp;I)</translation>
    </message>
    <message>
      <source>Resulting URI</source>
      <translation>生成される URI</translation>
    </message>
    <message>
      <source>Resulting configuration</source>
      <translation>構成の確認</translation>
    </message>
    <message>
      <source>Resulting files</source>
      <translation>作成されたファイル</translation>
    </message>
    <message>
      <source>Results of the checks</source>
      <translation>確認の結果</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>再開</translation>
    </message>
    <message>
      <source>Resume it</source>
      <translation>再開</translation>
    </message>
    <message>
      <source>Resume it first.</source>
      <translation>先に再開してください。</translation>
    </message>
    <message>
      <source>Resume suspended VMs.</source>
      <translation>一時停止中の VM を再開します。</translation>
    </message>
    <message>
      <source>Resume {name}</source>
      <translation>{name} の再開</translation>
    </message>
    <message>
      <source>Resumed from disk</source>
      <translation>ディスクから再開されました</translation>
    </message>
    <message>
      <source>Resuming</source>
      <translation>再開中</translation>
    </message>
    <message>
      <source>Return to the old devices</source>
      <translation>以前のデバイスに戻す</translation>
    </message>
    <message>
      <source>Return {name} to its old devices</source>
      <translation>{name} の以前のデバイスへの復帰</translation>
    </message>
    <message>
      <source>Returning to the old devices</source>
      <translation>以前のデバイスに戻しています</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>内容の確認</translation>
    </message>
    <message>
      <source>Right-click a row to copy it. Sections fold at their titles, and the window remembers it.</source>
      <translation>行を右クリックするとコピーできます。セクションはタイトルをクリックすると折りたたまれ、その状態は記憶されます。</translation>
    </message>
    <message>
      <source>Route</source>
      <translation>方法</translation>
    </message>
    <message>
      <source>Routed</source>
      <translation>ルーティング</translation>
    </message>
    <message>
      <source>Routed through the host</source>
      <translation>ホスト経由のルーティング</translation>
    </message>
    <message>
      <source>Routed, without firewall rules of libvirt</source>
      <translation>ルーティング (libvirt のファイアウォール規則なし)</translation>
    </message>
    <message>
      <source>Rows of name, host name, address, MAC from the clipboard, separated by comma, semicolon or tab.</source>
      <translation>クリップボードから名前、ホスト名、アドレス、MAC の行を貼り付けます。区切りはコンマ、セミコロン、またはタブです。</translation>
    </message>
    <message>
      <source>Run a time service (chrony or ntpd) on all hosts.</source>
      <translation>すべてのホストで時刻サービス (chrony または ntpd) を実行してください。</translation>
    </message>
    <message>
      <source>Run its installer. It also works without a network.</source>
      <translation>インストーラーを実行します。ネットワークがなくても動作します。</translation>
    </message>
    <message>
      <source>Run libguestfs-test-tool there; it says what is missing.</source>
      <translation>変換ホストで libguestfs-test-tool を実行すると、不足しているものを確認できます。</translation>
    </message>
    <message>
      <source>Run libguestfs-test-tool there; it says what it waits for.</source>
      <translation>そのホストで libguestfs-test-tool を実行してください。何を待機しているかがわかります。</translation>
    </message>
    <message>
      <source>Run packaging/run once more: it builds the appliance.</source>
      <translation>packaging/run をもう一度実行してください。アプライアンスがビルドされます。</translation>
    </message>
    <message>
      <source>Run “virtdeckctl vm-chain {name}”.</source>
      <translation>「virtdeckctl vm-chain {name}」を実行してください。</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>実行中</translation>
    </message>
    <message>
      <source>Running VMs have disks in it: {names}.</source>
      <translation>実行中の VM のディスクがその中にあります: {names}。</translation>
    </message>
    <message>
      <source>Running machine</source>
      <translation>稼働中のマシン</translation>
    </message>
    <message>
      <source>Running on the machine: {command}</source>
      <translation>マシンで実行中: {command}</translation>
    </message>
    <message>
      <source>Running programs that write</source>
      <translation>書き込みを行う実行中のプログラム</translation>
    </message>
    <message>
      <source>Runs containers only, no virtual machines.</source>
      <translation>コンテナのみを実行します。仮想マシンは実行できません。</translation>
    </message>
    <message>
      <source>Runs on meanwhile</source>
      <translation>実行を継続</translation>
    </message>
    <message>
      <source>S&amp;witch the machine off after its conversion</source>
      <translation>変換後にマシンの電源を切る(&amp;W)</translation>
    </message>
    <message>
      <source>SATA</source>
      <translation>SATA</translation>
    </message>
    <message>
      <source>SCSI</source>
      <translation>SCSI</translation>
    </message>
    <message>
      <source>SCSI LUN</source>
      <translation>SCSI LUN</translation>
    </message>
    <message>
      <source>SCSI adapter</source>
      <translation>SCSI アダプター</translation>
    </message>
    <message>
      <source>SHA-1</source>
      <translation>SHA-1</translation>
    </message>
    <message>
      <source>SHA-1 (older products)</source>
      <translation>SHA-1 (旧製品)</translation>
    </message>
    <message>
      <source>SHA-1 (older)</source>
      <translation>SHA-1 (旧製品)</translation>
    </message>
    <message>
      <source>SHA-256</source>
      <translation>SHA-256</translation>
    </message>
    <message>
      <source>SHARED</source>
      <translation>共有</translation>
    </message>
    <message>
      <source>SIZE</source>
      <translation>サイズ</translation>
    </message>
    <message>
      <source>STATE</source>
      <translation>状態</translation>
    </message>
    <message>
      <source>SUSE</source>
      <translation>SUSE</translation>
    </message>
    <message>
      <source>Save a core dump and restart</source>
      <translation>コアダンプを保存して再起動</translation>
    </message>
    <message>
      <source>Save a core dump and turn off</source>
      <translation>コアダンプを保存してオフにする</translation>
    </message>
    <message>
      <source>Save a picture of the screen…</source>
      <translation>画面の画像を保存…</translation>
    </message>
    <message>
      <source>Save the file first, and open it from there.</source>
      <translation>先にファイルを保存してから、そのファイルを開いてください。</translation>
    </message>
    <message>
      <source>Save the files into one folder, and open it from there.</source>
      <translation>すべてのファイルを 1 つのフォルダーに保存し、そこから開いてください。</translation>
    </message>
    <message>
      <source>Save the picture of the screen</source>
      <translation>画面の画像の保存</translation>
    </message>
    <message>
      <source>Save the report</source>
      <translation>レポートの保存</translation>
    </message>
    <message>
      <source>Saved by its clones</source>
      <translation>複製で節約されたサイズ</translation>
    </message>
    <message>
      <source>Saving the memory</source>
      <translation>メモリを保存中</translation>
    </message>
    <message>
      <source>Say as whom the machine logs in.</source>
      <translation>マシンがログインするユーザー名を入力してください。</translation>
    </message>
    <message>
      <source>Say by which address the machine reaches the conversion host.</source>
      <translation>マシンから到達できる変換ホストのアドレスを入力してください。</translation>
    </message>
    <message>
      <source>Say by which address the machine reaches this computer.</source>
      <translation>マシンから到達できるこのコンピュータのアドレスを入力してください。</translation>
    </message>
    <message>
      <source>Say on which host the network is to be made.</source>
      <translation>ネットワークを作成するホストを指定してください。</translation>
    </message>
    <message>
      <source>Say on which host: {hosts}.</source>
      <translation>ホストを指定してください: {hosts}。</translation>
    </message>
    <message>
      <source>Say so with --crash-consistent, or copy from rescue media.</source>
      <translation>許容する場合は --crash-consistent を指定するか、レスキューメディアから起動してコピーしてください。</translation>
    </message>
    <message>
      <source>Say which hosts see the same folder; it is proved with a small disk.</source>
      <translation>同じフォルダーにアクセスできるホストを指定します。小さなディスクで確認されます。</translation>
    </message>
    <message>
      <source>Say whose key this is.</source>
      <translation>鍵のユーザーを入力してください。</translation>
    </message>
    <message>
      <source>Screen</source>
      <translation>画面</translation>
    </message>
    <message>
      <source>Screen of the VM</source>
      <translation>VM の画面</translation>
    </message>
    <message>
      <source>Screen of {name}</source>
      <translation>{name} の画面</translation>
    </message>
    <message>
      <source>Screen {n}</source>
      <translation>画面 {n}</translation>
    </message>
    <message>
      <source>Script for a Windows machine</source>
      <translation>Windows マシン用のスクリプト</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>検索</translation>
    </message>
    <message>
      <source>Search  (Ctrl+K)</source>
      <translation>検索  (Ctrl+K)</translation>
    </message>
    <message>
      <source>Search objects and commands</source>
      <translation>オブジェクトとコマンドの検索</translation>
    </message>
    <message>
      <source>Search objects and commands (Ctrl+K)</source>
      <translation>オブジェクトとコマンドの検索 (Ctrl+K)</translation>
    </message>
    <message>
      <source>Search objects and commands…</source>
      <translation>オブジェクトとコマンドの検索…</translation>
    </message>
    <message>
      <source>Search templates</source>
      <translation>テンプレートの検索</translation>
    </message>
    <message>
      <source>Search, for example “debian 12”</source>
      <translation>検索 (例: debian 12)</translation>
    </message>
    <message>
      <source>Second pass</source>
      <translation>2 回目のコピー</translation>
    </message>
    <message>
      <source>Secret</source>
      <translation>シークレット</translation>
    </message>
    <message>
      <source>Secure Boot</source>
      <translation>セキュアブート</translation>
    </message>
    <message>
      <source>Security</source>
      <translation>セキュリティ</translation>
    </message>
    <message>
      <source>See its guest tools</source>
      <translation>ゲストツールの状態を確認</translation>
    </message>
    <message>
      <source>Seed medium (cloud-init)</source>
      <translation>シードメディア (cloud-init)</translation>
    </message>
    <message>
      <source>Select VMs that need guest tools</source>
      <translation>ゲストツールが必要な VM を選択</translation>
    </message>
    <message>
      <source>Select a VM.</source>
      <translation>VM を選択してください。</translation>
    </message>
    <message>
      <source>Select a disk.</source>
      <translation>ディスクを選択してください。</translation>
    </message>
    <message>
      <source>Select a host.</source>
      <translation>ホストを選択してください。</translation>
    </message>
    <message>
      <source>Select a network card.</source>
      <translation>ネットワークカードを選択してください。</translation>
    </message>
    <message>
      <source>Select a network.</source>
      <translation>ネットワークを選択してください。</translation>
    </message>
    <message>
      <source>Select a pool.</source>
      <translation>プールを選択してください。</translation>
    </message>
    <message>
      <source>Select a storage repository.</source>
      <translation>ストレージリポジトリを選択してください。</translation>
    </message>
    <message>
      <source>Select one VM.</source>
      <translation>VM を 1 台選択してください。</translation>
    </message>
    <message>
      <source>Select one disk.</source>
      <translation>ディスクを 1 個選択してください。</translation>
    </message>
    <message>
      <source>Select one or several disks.</source>
      <translation>1 個以上のディスクを選択してください。</translation>
    </message>
    <message>
      <source>Select one pool.</source>
      <translation>プールを 1 つ選択してください。</translation>
    </message>
    <message>
      <source>Select something in the tree, or make a VM.</source>
      <translation>ツリーで項目を選択するか、VM を作成してください。</translation>
    </message>
    <message>
      <source>Selected</source>
      <translation>選択中</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>サーバー</translation>
    </message>
    <message>
      <source>Set the PowerShell execution policy to RemoteSigned in the group policy first.</source>
      <translation>先にグループポリシーで PowerShell の実行ポリシーを RemoteSigned に設定してください。</translation>
    </message>
    <message>
      <source>Setting</source>
      <translation>設定</translation>
    </message>
    <message>
      <source>Settings only</source>
      <translation>設定のみ</translation>
    </message>
    <message>
      <source>Settings: {path}</source>
      <translation>設定: {path}</translation>
    </message>
    <message>
      <source>Several VMs have the name {name}.</source>
      <translation>{name} という名前の VM が複数あります。</translation>
    </message>
    <message>
      <source>Several VMs have the name {name}: {where}.</source>
      <translation>{name} という名前の VM が複数あります: {where}。</translation>
    </message>
    <message>
      <source>Several files are made: give a folder instead of a file.</source>
      <translation>複数のファイルが作成されるため、ファイルではなくフォルダーを指定してください。</translation>
    </message>
    <message>
      <source>Several hosts have a network {name}.</source>
      <translation>ネットワーク {name} が複数のホストにあります。</translation>
    </message>
    <message>
      <source>Several hosts have a storage repository {name}: {hosts}.</source>
      <translation>ストレージリポジトリ {name} が複数のホストにあります: {hosts}。</translation>
    </message>
    <message>
      <source>Several hosts have the name {name}.</source>
      <translation>{name} という名前のホストが複数あります。</translation>
    </message>
    <message>
      <source>Several pools have the name {name}.</source>
      <translation>{name} という名前のプールが複数あります。</translation>
    </message>
    <message>
      <source>Several running VMs have {name}: {users}.</source>
      <translation>{name} は実行中の複数の VM で使用されています: {users}。</translation>
    </message>
    <message>
      <source>Share the clipboard with the guest</source>
      <translation>クリップボードをゲストと共有</translation>
    </message>
    <message>
      <source>Shared</source>
      <translation>共有</translation>
    </message>
    <message>
      <source>Shared folder</source>
      <translation>共有フォルダー</translation>
    </message>
    <message>
      <source>Shared folder…</source>
      <translation>共有フォルダー…</translation>
    </message>
    <message>
      <source>Shared storage</source>
      <translation>共有ストレージ</translation>
    </message>
    <message>
      <source>Shared storage repositories</source>
      <translation>共有ストレージリポジトリ</translation>
    </message>
    <message>
      <source>Shared with others</source>
      <translation>ほかとの共有</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>表示</translation>
    </message>
    <message>
      <source>Show all tasks (Ctrl+T)</source>
      <translation>すべてのタスクを表示 (Ctrl+T)</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>フォルダーで表示</translation>
    </message>
    <message>
      <source>Show its disks</source>
      <translation>ディスクを表示</translation>
    </message>
    <message>
      <source>Show pools with their hosts and shared storage.</source>
      <translation>プールをホストおよび共有ストレージとともに表示します。</translation>
    </message>
    <message>
      <source>Show the &amp;first steps in the main window</source>
      <translation>メインウィンドウに「はじめに」を表示する(&amp;F)</translation>
    </message>
    <message>
      <source>Show the conversions of machines that boot virt-p2v; watch one, and make its VM.</source>
      <translation>virt-p2v で起動したマシンの変換を表示し、監視し、VM を作成します。</translation>
    </message>
    <message>
      <source>Show the disks that the disks of a VM or template are based on, and what is based on them.</source>
      <translation>VM またはテンプレートのディスクの基になっているディスクと、それを基にしているものを表示します。</translation>
    </message>
    <message>
      <source>Show the first steps in the main window</source>
      <translation>メインウィンドウに「はじめに」を表示する</translation>
    </message>
    <message>
      <source>Show the state of the guest tools, or mend it. Nothing is ever run in a guest.</source>
      <translation>ゲストツールの状態を表示または修正します。ゲスト内で何かを実行することはありません。</translation>
    </message>
    <message>
      <source>Show them</source>
      <translation>表示</translation>
    </message>
    <message>
      <source>Show what a host needs for conversions, and what is missing.</source>
      <translation>ホストでの変換に必要なものと不足しているものを表示します。</translation>
    </message>
    <message>
      <source>Show what is inside an OVA, OVF, XVA, disk image or domain XML, without importing it.</source>
      <translation>OVA、OVF、XVA、ディスクイメージ、またはドメイン XML の内容を、インポートせずに表示します。</translation>
    </message>
    <message>
      <source>Show what is known of a VM, guest tools and addresses included.</source>
      <translation>VM の情報をゲストツールとアドレスを含めて表示します。</translation>
    </message>
    <message>
      <source>Shut down</source>
      <translation>シャットダウン</translation>
    </message>
    <message>
      <source>Shut down and convert</source>
      <translation>シャットダウンして変換</translation>
    </message>
    <message>
      <source>Shut down and start</source>
      <translation>シャットダウンして起動</translation>
    </message>
    <message>
      <source>Shut down and start again</source>
      <translation>シャットダウンして起動し直す</translation>
    </message>
    <message>
      <source>Shut down {name}</source>
      <translation>{name} のシャットダウン</translation>
    </message>
    <message>
      <source>Shut down, switch and start now</source>
      <translation>今すぐシャットダウンし、切り替えて起動</translation>
    </message>
    <message>
      <source>Shut it down first</source>
      <translation>先にシャットダウンする</translation>
    </message>
    <message>
      <source>Shut it down first.</source>
      <translation>先にシャットダウンしてください。</translation>
    </message>
    <message>
      <source>Shut the machine down before its disks are captured, or check the file system in the VM:  chkdsk /f</source>
      <translation>ディスクを取得する前にマシンをシャットダウンするか、VM でファイルシステムを検査してください:  chkdsk /f</translation>
    </message>
    <message>
      <source>Shut the machine down before its disks are captured, or let the VM repair it at its first start (fsck).</source>
      <translation>マシンをシャットダウンしてからディスクを取得するか、VM の初回起動時に修復 (fsck) を実行してください。</translation>
    </message>
    <message>
      <source>Shut them &amp;down, export, and start them again</source>
      <translation>シャットダウンしてエクスポートし、起動し直す(&amp;D)</translation>
    </message>
    <message>
      <source>Shutting down</source>
      <translation>シャットダウン中</translation>
    </message>
    <message>
      <source>Sign with the &amp;key</source>
      <translation>署名に使用する鍵(&amp;K)</translation>
    </message>
    <message>
      <source>Signature</source>
      <translation>署名</translation>
    </message>
    <message>
      <source>Signing needs both the key and its certificate.</source>
      <translation>署名には鍵とその証明書の両方が必要です。</translation>
    </message>
    <message>
      <source>Since</source>
      <translation>開始</translation>
    </message>
    <message>
      <source>Since {when}.</source>
      <translation>{when}から。</translation>
    </message>
    <message>
      <source>Since {when}. What is shown is what was last known.</source>
      <translation>{when}から。最後に確認された内容を表示しています。</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>サイズ</translation>
    </message>
    <message>
      <source>Size of disk {number}</source>
      <translation>ディスク {number} のサイズ</translation>
    </message>
    <message>
      <source>Sizes are bytes (…_bytes), times seconds since 1970. The keys:</source>
      <translation>サイズはバイト (…_bytes)、時刻は 1970 年からの秒数です。キー:</translation>
    </message>
    <message>
      <source>Sizes: binary units, like 4GiB, 512MiB, 20G.</source>
      <translation>サイズ: 4GiB、512MiB、20G のように 2 進単位で指定します。</translation>
    </message>
    <message>
      <source>Snapshot</source>
      <translation>スナップショット</translation>
    </message>
    <message>
      <source>Snapshot {name}</source>
      <translation>スナップショット {name}</translation>
    </message>
    <message>
      <source>Snapshots</source>
      <translation>スナップショット</translation>
    </message>
    <message>
      <source>Software RAID</source>
      <translation>ソフトウェア RAID</translation>
    </message>
    <message>
      <source>Something else than the copying script has connected.</source>
      <translation>コピー用スクリプト以外のものが接続しました。</translation>
    </message>
    <message>
      <source>Something keeps its own table at the end of the disk.</source>
      <translation>ディスクの末尾に別の管理情報があります。</translation>
    </message>
    <message>
      <source>Something was left behind</source>
      <translation>残されたオブジェクトがあります</translation>
    </message>
    <message>
      <source>Something with a wrong token has connected.</source>
      <translation>正しくないトークンで接続されました。</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>ソース</translation>
    </message>
    <message>
      <source>Space</source>
      <translation>容量</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>起動</translation>
    </message>
    <message>
      <source>Start VMs, or resume them from suspend.</source>
      <translation>VM を起動します。一時停止中の場合は再開します。</translation>
    </message>
    <message>
      <source>Start Virtdeck as an ordinary user, or add the host qemu:///system.</source>
      <translation>一般ユーザーとして Virtdeck を起動するか、ホスト qemu:///system を追加してください。</translation>
    </message>
    <message>
      <source>Start after creation</source>
      <translation>作成後に起動</translation>
    </message>
    <message>
      <source>Start again with a new script.</source>
      <translation>新しいスクリプトで開始し直してください。</translation>
    </message>
    <message>
      <source>Start delay</source>
      <translation>起動の遅延</translation>
    </message>
    <message>
      <source>Start it</source>
      <translation>起動</translation>
    </message>
    <message>
      <source>Start it &amp;with the host</source>
      <translation>ホストと同時に起動する(&amp;W)</translation>
    </message>
    <message>
      <source>Start it afresh without its saved state (what was open in it is then lost).</source>
      <translation>保存された状態を使用せずに起動し直してください (開いていた内容は失われます)。</translation>
    </message>
    <message>
      <source>Start it on the host, for example with: systemctl enable --now {service}</source>
      <translation>ホストで libvirt を起動してください (例: systemctl enable --now {service})</translation>
    </message>
    <message>
      <source>Start it once more where it came from, and shut it down with:  shutdown /s /t 0</source>
      <translation>元のマシンでもう一度起動し、次のコマンドでシャットダウンしてください:  shutdown /s /t 0</translation>
    </message>
    <message>
      <source>Start it with the &amp;host</source>
      <translation>ホストと同時に起動する(&amp;H)</translation>
    </message>
    <message>
      <source>Start it with the host</source>
      <translation>ホストと同時に起動する</translation>
    </message>
    <message>
      <source>Start it, then shut it down before its disks are captured.</source>
      <translation>起動し、シャットダウンしてからディスクを取得してください。</translation>
    </message>
    <message>
      <source>Start it, then shut it down with:  shutdown /s /t 0</source>
      <translation>起動してから、次のコマンドでシャットダウンしてください:  shutdown /s /t 0</translation>
    </message>
    <message>
      <source>Start it.</source>
      <translation>開始してください。</translation>
    </message>
    <message>
      <source>Start libvirt on the host.</source>
      <translation>ホストで libvirt を起動してください。</translation>
    </message>
    <message>
      <source>Start network</source>
      <translation>ネットワークを開始</translation>
    </message>
    <message>
      <source>Start networks with their host, or with --off no more.</source>
      <translation>ネットワークをホストと同時に開始する設定にします (--off を指定すると解除)。</translation>
    </message>
    <message>
      <source>Start networks.</source>
      <translation>ネットワークを開始します。</translation>
    </message>
    <message>
      <source>Start order</source>
      <translation>起動順序</translation>
    </message>
    <message>
      <source>Start storage repositories with their host, or with --off no more.</source>
      <translation>ストレージリポジトリをホストと同時に開始する設定にします (--off を指定すると解除)。</translation>
    </message>
    <message>
      <source>Start storage repositories.</source>
      <translation>ストレージリポジトリを開始します。</translation>
    </message>
    <message>
      <source>Start the VM and restore its disk speed while it runs.</source>
      <translation>VM を起動し、実行中にディスク速度を復元してください。</translation>
    </message>
    <message>
      <source>Start the VM at the end</source>
      <translation>最後に VM を起動する</translation>
    </message>
    <message>
      <source>Start the VM, or look at it on its host.</source>
      <translation>VM を起動するか、ホスト上で画面を表示してください。</translation>
    </message>
    <message>
      <source>Start the VMs when they are there</source>
      <translation>作成後に VM を起動する</translation>
    </message>
    <message>
      <source>Start the network {name}</source>
      <translation>ネットワーク {name} の開始</translation>
    </message>
    <message>
      <source>Start the network {name} with its host</source>
      <translation>ネットワーク {name} をホストと同時に開始する設定</translation>
    </message>
    <message>
      <source>Start the new VM automatically</source>
      <translation>新しい VM を自動的に起動する</translation>
    </message>
    <message>
      <source>Start the storage repository {name}</source>
      <translation>ストレージリポジトリ {name} の開始</translation>
    </message>
    <message>
      <source>Start them when they are made</source>
      <translation>作成後に起動する</translation>
    </message>
    <message>
      <source>Start virt-p2v on it again.</source>
      <translation>そのマシンで virt-p2v を起動し直してください。</translation>
    </message>
    <message>
      <source>Start virt-p2v on the machine again.</source>
      <translation>マシンで virt-p2v を起動し直してください。</translation>
    </message>
    <message>
      <source>Start with the host</source>
      <translation>ホストと同時に起動</translation>
    </message>
    <message>
      <source>Start {name}</source>
      <translation>{name} の起動</translation>
    </message>
    <message>
      <source>Start {name} with its host</source>
      <translation>{name} をホストと同時に起動する設定</translation>
    </message>
    <message>
      <source>Started</source>
      <translation>起動しました</translation>
    </message>
    <message>
      <source>Started from a snapshot</source>
      <translation>スナップショットから起動しました</translation>
    </message>
    <message>
      <source>Started {when}</source>
      <translation>起動日時: {when}</translation>
    </message>
    <message>
      <source>Starting</source>
      <translation>起動中</translation>
    </message>
    <message>
      <source>Starting afresh</source>
      <translation>起動し直し中</translation>
    </message>
    <message>
      <source>Starting from the disk</source>
      <translation>ディスクから起動中</translation>
    </message>
    <message>
      <source>Starting the conversion's own small system</source>
      <translation>変換用の小さなシステムを起動中</translation>
    </message>
    <message>
      <source>Starting the installer</source>
      <translation>インストーラーを起動中</translation>
    </message>
    <message>
      <source>Starting the network</source>
      <translation>ネットワークを開始中</translation>
    </message>
    <message>
      <source>Starting the network {name} with its host could not be changed</source>
      <translation>ネットワーク {name} のホスト起動時の自動開始を変更できませんでした</translation>
    </message>
    <message>
      <source>Starting the storage repository {name} with its host could not be changed</source>
      <translation>ストレージリポジトリ {name} のホスト起動時の自動開始を変更できませんでした</translation>
    </message>
    <message>
      <source>Starting {name}</source>
      <translation>{name} を起動中</translation>
    </message>
    <message>
      <source>Starting {name} with its host could not be changed</source>
      <translation>{name} のホスト起動時の自動起動を変更できませんでした</translation>
    </message>
    <message>
      <source>Starts the small system that does the conversion once; it takes half a minute or more.</source>
      <translation>変換を行う小さなシステムを一度起動します。30 秒以上かかります。</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状態</translation>
    </message>
    <message>
      <source>State not known</source>
      <translation>状態不明</translation>
    </message>
    <message>
      <source>State of the VM</source>
      <translation>VM の状態</translation>
    </message>
    <message>
      <source>State of the source</source>
      <translation>複製元の状態</translation>
    </message>
    <message>
      <source>State, or why it can't be chosen</source>
      <translation>状態、または選択できない理由</translation>
    </message>
    <message>
      <source>Stays: {reason}</source>
      <translation>残ります: {reason}</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>手順</translation>
    </message>
    <message>
      <source>Still connecting.</source>
      <translation>接続中です。</translation>
    </message>
    <message>
      <source>Still running, and will be forced off first: {names}</source>
      <translation>実行中のため、先に強制シャットダウンされます: {names}</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>Stop network</source>
      <translation>ネットワークを停止</translation>
    </message>
    <message>
      <source>Stop networks that no running VM uses.</source>
      <translation>実行中の VM が使用していないネットワークを停止します。</translation>
    </message>
    <message>
      <source>Stop storage repositories that no running VM uses; what is in them stays.</source>
      <translation>実行中の VM が使用していないストレージリポジトリを停止します。その内容は残ります。</translation>
    </message>
    <message>
      <source>Stop the network {name}</source>
      <translation>ネットワーク {name} の停止</translation>
    </message>
    <message>
      <source>Stop the storage repository {name}</source>
      <translation>ストレージリポジトリ {name} の停止</translation>
    </message>
    <message>
      <source>Stop them for the last copy, or copy from rescue media.</source>
      <translation>最後のコピーの前に停止するか、レスキューメディアから起動してコピーしてください。</translation>
    </message>
    <message>
      <source>Stop what writes most, enlarge the volume group, or copy from rescue media.</source>
      <translation>書き込みの多い処理を停止するか、ボリュームグループを拡大するか、レスキューメディアから起動してコピーしてください。</translation>
    </message>
    <message>
      <source>Stop what writes most, or give shadow copies more space there (vssadmin resize shadowstorage).</source>
      <translation>書き込みの多い処理を停止するか、マシンでシャドウコピーの容量を増やしてください (vssadmin resize shadowstorage)。</translation>
    </message>
    <message>
      <source>Storage</source>
      <translation>ストレージ</translation>
    </message>
    <message>
      <source>Storage &amp;repository for the disks</source>
      <translation>ディスクのストレージリポジトリ(&amp;R)</translation>
    </message>
    <message>
      <source>Storage re&amp;pository</source>
      <translation>ストレージリポジトリ(&amp;P)</translation>
    </message>
    <message>
      <source>Storage re&amp;pository for the disks</source>
      <translation>ディスクのストレージリポジトリ(&amp;P)</translation>
    </message>
    <message>
      <source>Storage repositories</source>
      <translation>ストレージリポジトリ</translation>
    </message>
    <message>
      <source>Storage repository</source>
      <translation>ストレージリポジトリ</translation>
    </message>
    <message>
      <source>Storage repository attached</source>
      <translation>ストレージリポジトリが接続されました</translation>
    </message>
    <message>
      <source>Storage repository defined</source>
      <translation>ストレージリポジトリが定義されました</translation>
    </message>
    <message>
      <source>Storage repository detached</source>
      <translation>ストレージリポジトリが切断されました</translation>
    </message>
    <message>
      <source>Storage repository for the copy</source>
      <translation>コピー先のストレージリポジトリ</translation>
    </message>
    <message>
      <source>Storage repository for {name}</source>
      <translation>{name} のストレージリポジトリ</translation>
    </message>
    <message>
      <source>Storage repository of disk {number}</source>
      <translation>ディスク {number} のストレージリポジトリ</translation>
    </message>
    <message>
      <source>Storage repository removed</source>
      <translation>ストレージリポジトリの定義が削除されました</translation>
    </message>
    <message>
      <source>Support by the vendor ended on {date}.</source>
      <translation>ベンダーのサポートは {date} に終了しました。</translation>
    </message>
    <message>
      <source>Suspend</source>
      <translation>一時停止</translation>
    </message>
    <message>
      <source>Suspend BitLocker, or turn it off.</source>
      <translation>BitLocker を一時停止するか、無効にしてください。</translation>
    </message>
    <message>
      <source>Suspend VMs: save their memory to disk and free it.</source>
      <translation>VM を一時停止します (メモリをディスクに保存して解放)。</translation>
    </message>
    <message>
      <source>Suspend or resume</source>
      <translation>一時停止または再開</translation>
    </message>
    <message>
      <source>Suspend or turn off BitLocker before the copy, or have the recovery key at hand for the conversion.</source>
      <translation>コピーの前に BitLocker を一時停止または無効にするか、変換に必要な回復キーを用意してください。</translation>
    </message>
    <message>
      <source>Suspend {name}</source>
      <translation>{name} の一時停止</translation>
    </message>
    <message>
      <source>Suspended</source>
      <translation>一時停止中</translation>
    </message>
    <message>
      <source>Suspended to disk</source>
      <translation>一時停止されました (ディスクに保存)</translation>
    </message>
    <message>
      <source>Switch at the next start</source>
      <translation>次回の起動時に切り替え</translation>
    </message>
    <message>
      <source>Switch the machine off after its conversion</source>
      <translation>変換後にマシンの電源を切る</translation>
    </message>
    <message>
      <source>Switch this off</source>
      <translation>無効にする</translation>
    </message>
    <message>
      <source>Switch this on</source>
      <translation>有効にする</translation>
    </message>
    <message>
      <source>Switch to virtio</source>
      <translation>virtio への切り替え</translation>
    </message>
    <message>
      <source>Switch to virtio at next start</source>
      <translation>次回の起動時に virtio に切り替え</translation>
    </message>
    <message>
      <source>Switch {name} to virtio</source>
      <translation>{name} の virtio への切り替え</translation>
    </message>
    <message>
      <source>TCP (unencrypted)</source>
      <translation>TCP (暗号化なし)</translation>
    </message>
    <message>
      <source>TLS (certificates)</source>
      <translation>TLS (証明書)</translation>
    </message>
    <message>
      <source>TPM 2.0</source>
      <translation>TPM 2.0</translation>
    </message>
    <message>
      <source>TYPE</source>
      <translation>種類</translation>
    </message>
    <message>
      <source>Tab {n}</source>
      <translation>タブ {n}</translation>
    </message>
    <message>
      <source>Tabs</source>
      <translation>タブ</translation>
    </message>
    <message>
      <source>Tags</source>
      <translation>タグ</translation>
    </message>
    <message>
      <source>Take hosts out of a pool: they are standalone then.</source>
      <translation>ホストをプールから削除します。ホストはスタンドアロンになります。</translation>
    </message>
    <message>
      <source>Take hosts out of the list. Nothing on them changes, their VMs run on.</source>
      <translation>ホストを一覧から削除します。ホストは何も変更されず、VM は引き続き動作します。</translation>
    </message>
    <message>
      <source>Take it over to use it here.</source>
      <translation>ここで使用するには、引き継いでください。</translation>
    </message>
    <message>
      <source>Take one of them. If they are two computers, give one another host_uuid in its libvirtd.conf.</source>
      <translation>どちらか一方を使用してください。別のコンピュータの場合は、一方の libvirtd.conf で別の host_uuid を設定してください。</translation>
    </message>
    <message>
      <source>Take over</source>
      <translation>引き継ぐ</translation>
    </message>
    <message>
      <source>Take over the physical machine {name} with virt-p2v</source>
      <translation>virt-p2v による物理マシン {name} の取り込み</translation>
    </message>
    <message>
      <source>Take storage repositories off their host's list. What is in them stays, unless --contents.</source>
      <translation>ストレージリポジトリをホストの一覧から削除します。--contents を指定しない限り、その内容は残ります。</translation>
    </message>
    <message>
      <source>Take the disc out</source>
      <translation>ISO を取り出す</translation>
    </message>
    <message>
      <source>Take the discs out of the CD drives of VMs.</source>
      <translation>VM の CD ドライブからメディアを取り出します。</translation>
    </message>
    <message>
      <source>Take the tools disc out</source>
      <translation>ツール ISO を取り出す</translation>
    </message>
    <message>
      <source>Take the tools disc out of {name}</source>
      <translation>{name} からのツール ISO の取り出し</translation>
    </message>
    <message>
      <source>Take whatever disc is in a CD drive of the VM out.</source>
      <translation>VM の CD ドライブに入っているメディアを取り出します。</translation>
    </message>
    <message>
      <source>Take {host} out of its pool</source>
      <translation>{host} のプールからの削除</translation>
    </message>
    <message>
      <source>Takes</source>
      <translation>使用量</translation>
    </message>
    <message>
      <source>Taking the installation medium out</source>
      <translation>インストールメディアを取り出し中</translation>
    </message>
    <message>
      <source>Target</source>
      <translation>ターゲット</translation>
    </message>
    <message>
      <source>Tasks</source>
      <translation>タスク</translation>
    </message>
    <message>
      <source>Tasks: {parts}</source>
      <translation>タスク: {parts}</translation>
    </message>
    <message>
      <source>Tell the guest the size of the text console</source>
      <translation>テキストコンソールのサイズをゲストに通知</translation>
    </message>
    <message>
      <source>Temp&amp;lates</source>
      <translation>テンプレート(&amp;P)</translation>
    </message>
    <message>
      <source>Template</source>
      <translation>テンプレート</translation>
    </message>
    <message>
      <source>Templates</source>
      <translation>テンプレート</translation>
    </message>
    <message>
      <source>Templates and clones</source>
      <translation>テンプレートと複製</translation>
    </message>
    <message>
      <source>Temporary files</source>
      <translation>一時ファイル</translation>
    </message>
    <message>
      <source>Temporary: it is gone when the VM is off</source>
      <translation>一時的: VM が停止すると失われます</translation>
    </message>
    <message>
      <source>Test (simulated)</source>
      <translation>テスト (シミュレーション)</translation>
    </message>
    <message>
      <source>Testing</source>
      <translation>テスト中</translation>
    </message>
    <message>
      <source>Testing an address is not available here.</source>
      <translation>ここではアドレスのテストを実行できません。</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>テキスト</translation>
    </message>
    <message>
      <source>Text (*.txt)</source>
      <translation>テキスト (*.txt)</translation>
    </message>
    <message>
      <source>Text console of the VM</source>
      <translation>VM のテキストコンソール</translation>
    </message>
    <message>
      <source>Text consoles</source>
      <translation>テキストコンソール</translation>
    </message>
    <message>
      <source>The CD drive has the answer file; its drive letter is often {drive}</source>
      <translation>CD ドライブに応答ファイルがあります。通常、ドライブ文字は {drive} です</translation>
    </message>
    <message>
      <source>The CD drive of the host</source>
      <translation>ホストの CD ドライブ</translation>
    </message>
    <message>
      <source>The CPU of {host} could not be compared</source>
      <translation>{host} の CPU を比較できませんでした</translation>
    </message>
    <message>
      <source>The CPU of {host} could not be read</source>
      <translation>{host} の CPU を読み取れませんでした</translation>
    </message>
    <message>
      <source>The CPU that all hosts have could not be found</source>
      <translation>すべてのホストに共通する CPU を判定できませんでした</translation>
    </message>
    <message>
      <source>The CPUs are compatible.</source>
      <translation>CPU に互換性があります。</translation>
    </message>
    <message>
      <source>The CPUs differ: {hosts} can't run VMs that use all that the other hosts' CPUs have.</source>
      <translation>CPU が異なります: ほかのホストの CPU の全機能を使用する VM は、{hosts} で実行できません。</translation>
    </message>
    <message>
      <source>The CPUs of {hosts} could not be compared.</source>
      <translation>{hosts} の CPU を比較できませんでした。</translation>
    </message>
    <message>
      <source>The DHCP addresses contain the host's own address {address}.</source>
      <translation>DHCP のアドレスにホスト自身のアドレス {address} が含まれています。</translation>
    </message>
    <message>
      <source>The DHCP addresses must be inside {subnet}.</source>
      <translation>DHCP のアドレスは {subnet} の範囲内でなければなりません。</translation>
    </message>
    <message>
      <source>The Demo Linux Virtual Appliance is ready to run: no installation, no download.</source>
      <translation>Demo Linux仮想アプライアンスはすぐに実行できます。インストールもダウンロードも不要です。</translation>
    </message>
    <message>
      <source>The ISO image has not been looked at yet.</source>
      <translation>ISO イメージがまだ確認されていません。</translation>
    </message>
    <message>
      <source>The MAC address {mac} is in use already.</source>
      <translation>MAC アドレス {mac} はすでに使用されています。</translation>
    </message>
    <message>
      <source>The VM asks its network for an installer (PXE).</source>
      <translation>VM がネットワーク上のインストーラーを探します (PXE)。</translation>
    </message>
    <message>
      <source>The VM becomes a golden image that VMs are cloned from. It can't be started any more.</source>
      <translation>VM は、複製元となるゴールデンイメージになります。起動はできなくなります。</translation>
    </message>
    <message>
      <source>The VM could not be started</source>
      <translation>VM を起動できませんでした</translation>
    </message>
    <message>
      <source>The VM does not exist any more.</source>
      <translation>VM がすでに存在しません。</translation>
    </message>
    <message>
      <source>The VM gets SATA and e1000e devices; install a newer kernel before or after the copy.</source>
      <translation>VM は SATA と e1000e のデバイスを使用します。コピーの前または後に新しいカーネルをインストールしてください。</translation>
    </message>
    <message>
      <source>The VM has no channel for the agent.</source>
      <translation>VM にエージェント用のチャネルがありません。</translation>
    </message>
    <message>
      <source>The VM has no disk {target} any more.</source>
      <translation>VM にディスク {target} はすでにありません。</translation>
    </message>
    <message>
      <source>The VM has no network card {mac}.</source>
      <translation>VM にネットワークカード {mac} がありません。</translation>
    </message>
    <message>
      <source>The VM is being created.</source>
      <translation>VM を作成しています。</translation>
    </message>
    <message>
      <source>The VM itself becomes the template, or a full copy of it.</source>
      <translation>VM 自体またはその完全なコピーがテンプレートになります。</translation>
    </message>
    <message>
      <source>The VM keeps its UUID and its MAC addresses. Disks that something else uses stay.</source>
      <translation>VM は元の UUID と MAC アドレスを維持します。ほかで使用しているディスクは残ります。</translation>
    </message>
    <message>
      <source>The VM may have {n} vCPUs, this host at most {most}.</source>
      <translation>VM の vCPU は {n} 個までですが、このホストでは最大 {most} 個です。</translation>
    </message>
    <message>
      <source>The VM needs KVM, which does not work on this host.</source>
      <translation>VM に必要な KVM がこのホストでは動作しません。</translation>
    </message>
    <message>
      <source>The VM needs {needed} MiB of memory, and this host has {all} MiB.</source>
      <translation>VM には {needed} MiB のメモリが必要ですが、このホストのメモリは {all} MiB です。</translation>
    </message>
    <message>
      <source>The VM needs {needed} MiB of memory, and {free} MiB are free on this host.</source>
      <translation>VM には {needed} MiB のメモリが必要ですが、このホストの空きメモリは {free} MiB です。</translation>
    </message>
    <message>
      <source>The VM runs: this takes effect at its next start.</source>
      <translation>VM は実行中です。次回の起動時に有効になります。</translation>
    </message>
    <message>
      <source>The VM uses its host's CPU as it is ({here}), and this host has another one ({there}).</source>
      <translation>VM はホストの CPU をそのまま使用しています ({here})。このホストの CPU は異なります ({there})。</translation>
    </message>
    <message>
      <source>The VM will be in the network at its first start: do not run it and the physical machine both.</source>
      <translation>VM は初回起動時にネットワークに接続されます。物理マシンと同時に実行しないでください。</translation>
    </message>
    <message>
      <source>The VM will have no disk.</source>
      <translation>VM にディスクがありません。</translation>
    </message>
    <message>
      <source>The VM will have no network.</source>
      <translation>VM にネットワークがありません。</translation>
    </message>
    <message>
      <source>The VM will have nothing to start from until a medium is put in.</source>
      <translation>メディアを挿入するまで、VM の起動元がありません。</translation>
    </message>
    <message>
      <source>The VM's configuration and saved state are removed. Ticked disks are removed too, with all that is on them.</source>
      <translation>VM の構成と保存された状態が削除されます。選択したディスクも、その内容とともに削除されます。</translation>
    </message>
    <message>
      <source>The VM's configuration could not be saved</source>
      <translation>VM の構成を保存できませんでした</translation>
    </message>
    <message>
      <source>The VMs are being imported.</source>
      <translation>VM をインポートしています。</translation>
    </message>
    <message>
      <source>The VMs could not be exported</source>
      <translation>VM をエクスポートできませんでした</translation>
    </message>
    <message>
      <source>The VMs have no network card.</source>
      <translation>VM にネットワークカードがありません。</translation>
    </message>
    <message>
      <source>The XML can't be read: it is damaged.</source>
      <translation>XML を読み取れません: 破損しています。</translation>
    </message>
    <message>
      <source>The acceleration of {host} could not be chosen</source>
      <translation>{host} のアクセラレーションを選択できませんでした</translation>
    </message>
    <message>
      <source>The address is empty.</source>
      <translation>アドレスが空です。</translation>
    </message>
    <message>
      <source>The address is missing: a host name or an IP address.</source>
      <translation>アドレスが入力されていません。ホスト名または IP アドレスを入力してください。</translation>
    </message>
    <message>
      <source>The address is not encrypted: somebody on the way could change what comes.</source>
      <translation>アドレスが暗号化されていないため、途中で内容を変更される可能性があります。</translation>
    </message>
    <message>
      <source>The address is well-formed.</source>
      <translation>アドレスの形式は正しいです。</translation>
    </message>
    <message>
      <source>The address must begin with http:// or https://.</source>
      <translation>アドレスの先頭は http:// または https:// でなければなりません。</translation>
    </message>
    <message>
      <source>The address of an installation tree: its kernel and initrd start the installer.</source>
      <translation>インストールツリーのアドレスです。そのカーネルと initrd でインストーラーを起動します。</translation>
    </message>
    <message>
      <source>The address of the network repository is missing.</source>
      <translation>ネットワークリポジトリのアドレスが入力されていません。</translation>
    </message>
    <message>
      <source>The address “{uri}” has a blank in it.</source>
      <translation>アドレス「{uri}」に空白が含まれています。</translation>
    </message>
    <message>
      <source>The address “{uri}” must end with {paths}.</source>
      <translation>アドレス「{uri}」の末尾は {paths} でなければなりません。</translation>
    </message>
    <message>
      <source>The address “{uri}” names no host.</source>
      <translation>アドレス「{uri}」にホスト名がありません。</translation>
    </message>
    <message>
      <source>The addresses of {name} could not be read</source>
      <translation>{name} のアドレスを読み取れませんでした</translation>
    </message>
    <message>
      <source>The agent channel could not be added to {name}</source>
      <translation>{name} にエージェントチャネルを追加できませんでした</translation>
    </message>
    <message>
      <source>The agent channel was added to {name}.</source>
      <translation>{name} にエージェントチャネルを追加しました。</translation>
    </message>
    <message>
      <source>The answer file could not be inserted into {name}</source>
      <translation>{name} に応答ファイルを挿入できませんでした</translation>
    </message>
    <message>
      <source>The appliance has not been built yet: run packaging/run once, it builds it.</source>
      <translation>アプライアンスがまだビルドされていません。packaging/run を一度実行するとビルドされます。</translation>
    </message>
    <message>
      <source>The architectures differ: {groups}.</source>
      <translation>アーキテクチャが異なります: {groups}。</translation>
    </message>
    <message>
      <source>The boot menu could not be changed; the VM starts with the entry it has.</source>
      <translation>ブートメニューを変更できませんでした。VM は現在の項目から起動します。</translation>
    </message>
    <message>
      <source>The bus {bus} has room for {limit} disks, CD drives included.</source>
      <translation>バス {bus} に接続できるディスクは CD ドライブを含めて {limit} 個です。</translation>
    </message>
    <message>
      <source>The capabilities of the host can't be read: their XML is damaged.</source>
      <translation>ホストの機能情報を読み取れません: XML が破損しています。</translation>
    </message>
    <message>
      <source>The certificate can't be kept in {path}: {why}.</source>
      <translation>証明書を {path} に保存できません: {why}。</translation>
    </message>
    <message>
      <source>The certificate is trusted.</source>
      <translation>証明書は信頼されています。</translation>
    </message>
    <message>
      <source>The certificate of {host} has changed. It had the fingerprint {old}, now it has {fingerprint}. If nobody renewed it, somebody may be listening in.</source>
      <translation>{host} の証明書が変更されています。以前の指紋は {old}、現在の指紋は {fingerprint} です。証明書が更新されていない場合は、通信が傍受されている可能性があります。</translation>
    </message>
    <message>
      <source>The certificate of {host} was not accepted.</source>
      <translation>{host} の証明書が受け入れられませんでした。</translation>
    </message>
    <message>
      <source>The chain map of {name} has not been read yet.</source>
      <translation>{name} のチェーンの構成はまだ読み取られていません。</translation>
    </message>
    <message>
      <source>The chosen host is not there any more.</source>
      <translation>選択したホストはすでにありません。</translation>
    </message>
    <message>
      <source>The chosen storage repository is not on {host}.</source>
      <translation>選択したストレージリポジトリは {host} にありません。</translation>
    </message>
    <message>
      <source>The clipboard's text has characters that VNC can't bring to the VM. Typing it may work (menu “Keys”).</source>
      <translation>クリップボードのテキストに、VNC で VM に送れない文字が含まれています。[キー] メニューから入力できる場合があります。</translation>
    </message>
    <message>
      <source>The clocks agree.</source>
      <translation>時計は一致しています。</translation>
    </message>
    <message>
      <source>The clocks differ by {n} seconds: {hosts}.</source>
      <translation>時計が {n} 秒ずれています: {hosts}。</translation>
    </message>
    <message>
      <source>The clocks of {hosts} can't be read: libvirt does not tell them, only ssh does.</source>
      <translation>{hosts} の時計を読み取れません。libvirt では取得できず、ssh のみで取得できます。</translation>
    </message>
    <message>
      <source>The clone's TPM starts empty: secrets that the guest keeps there, such as a disk's key, do not come along.</source>
      <translation>複製の TPM は空の状態で始まります。ディスクの鍵など、ゲストが TPM に保存している秘密情報は引き継がれません。</translation>
    </message>
    <message>
      <source>The clones are being made.</source>
      <translation>複製を作成しています。</translation>
    </message>
    <message>
      <source>The clones depend on the snapshot's disks: it can't be deleted or merged while they are there.</source>
      <translation>複製はスナップショットのディスクに依存します。複製がある間、スナップショットの削除や統合はできません。</translation>
    </message>
    <message>
      <source>The clones' disks are {depth} deep: each layer makes reading slower.</source>
      <translation>複製のディスクの深さは {depth} です。階層が増えるほど読み取りが遅くなります。</translation>
    </message>
    <message>
      <source>The clones' disks are {depth} deep: each layer makes reading slower. Restore the disk speed of {name} (full copy) first.</source>
      <translation>複製のディスクの深さは {depth} です。階層が増えるほど読み取りが遅くなります。先に {name} のディスク速度を復元 (完全なコピー) してください。</translation>
    </message>
    <message>
      <source>The configuration of the VM can't be read: its XML is damaged.</source>
      <translation>VM の構成を読み取れません: XML が破損しています。</translation>
    </message>
    <message>
      <source>The configuration of {name} could not be read</source>
      <translation>{name} の構成を読み取れませんでした</translation>
    </message>
    <message>
      <source>The configuration of {name} could not be read.</source>
      <translation>{name} の構成を読み取れませんでした。</translation>
    </message>
    <message>
      <source>The configuration of {name} is still being read.</source>
      <translation>{name} の構成を読み取っています。</translation>
    </message>
    <message>
      <source>The connection has not been tested.</source>
      <translation>接続がまだテストされていません。</translation>
    </message>
    <message>
      <source>The connection is lost; Virtdeck is trying again.</source>
      <translation>接続が切れています。Virtdeck が再接続を試みています。</translation>
    </message>
    <message>
      <source>The connection of the physical machine {name} to its conversion host was lost.</source>
      <translation>物理マシン {name} と変換ホストの接続が切れました。</translation>
    </message>
    <message>
      <source>The connection to the machine was lost while its disk was read.</source>
      <translation>ディスクの読み取り中に、マシンへの接続が切れました。</translation>
    </message>
    <message>
      <source>The connection to the machine {name} was lost, and it did not come back.</source>
      <translation>マシン {name} への接続が切れ、再接続されませんでした。</translation>
    </message>
    <message>
      <source>The connection to the screen broke: {why}</source>
      <translation>画面との接続が切れました: {why}</translation>
    </message>
    <message>
      <source>The connection to {host} is lost; it is being connected again.</source>
      <translation>{host} との接続が切れました。再接続しています。</translation>
    </message>
    <message>
      <source>The connection to {host} was lost: {why}.</source>
      <translation>{host} への接続が切れました: {why}。</translation>
    </message>
    <message>
      <source>The connection to {name} was lost.</source>
      <translation>{name} への接続が切れました。</translation>
    </message>
    <message>
      <source>The console of {name} is in a window of its own.</source>
      <translation>{name} のコンソールは別のウィンドウに表示されています。</translation>
    </message>
    <message>
      <source>The console's notes on {name} could not be saved</source>
      <translation>{name} に関するコンソールの情報を保存できませんでした</translation>
    </message>
    <message>
      <source>The conversion failed with exit status {status}.</source>
      <translation>変換に失敗しました (終了ステータス {status})。</translation>
    </message>
    <message>
      <source>The conversion failed: {why}</source>
      <translation>変換に失敗しました: {why}</translation>
    </message>
    <message>
      <source>The conversion host does not let root log in with a key.</source>
      <translation>変換ホストで root の鍵によるログインが許可されていません。</translation>
    </message>
    <message>
      <source>The conversion host is not in the list any more.</source>
      <translation>変換ホストはすでに一覧にありません。</translation>
    </message>
    <message>
      <source>The conversion host lacks rhsrvany.exe, which installs the drivers at the first start of Windows.</source>
      <translation>変換ホストに、Windows の初回起動時にドライバーをインストールする rhsrvany.exe がありません。</translation>
    </message>
    <message>
      <source>The conversion is not on its host any more.</source>
      <translation>変換はすでにホストにありません。</translation>
    </message>
    <message>
      <source>The conversion of {name} left no result in {folder}.</source>
      <translation>{name} の変換の結果が {folder} にありません。</translation>
    </message>
    <message>
      <source>The conversion of {name} was removed from its host.</source>
      <translation>{name} の変換はホストから削除されました。</translation>
    </message>
    <message>
      <source>The conversion removes them where it can.</source>
      <translation>可能な場合は変換時に削除されます。</translation>
    </message>
    <message>
      <source>The copy ends before the disk does.</source>
      <translation>コピーがディスクの末尾の前で終わりました。</translation>
    </message>
    <message>
      <source>The copy gets a new UUID and new MAC addresses: both can run.</source>
      <translation>コピーは新しい UUID と新しい MAC アドレスを使用するため、両方を実行できます。</translation>
    </message>
    <message>
      <source>The copy goes on where it stopped as soon as the machine can be reached again.</source>
      <translation>マシンに再び接続できると、コピーは停止した位置から再開されます。</translation>
    </message>
    <message>
      <source>The copy of the running VM's disks failed.</source>
      <translation>実行中の VM のディスクのコピーに失敗しました。</translation>
    </message>
    <message>
      <source>The copy of {disk} is not equal to what was read, first at byte {offset}.</source>
      <translation>{disk} のコピーが読み取った内容と一致しません (最初の相違はバイト {offset})。</translation>
    </message>
    <message>
      <source>The demo appliance has not been built on this computer yet.</source>
      <translation>このコンピュータではデモアプライアンスがまだビルドされていません。</translation>
    </message>
    <message>
      <source>The demo appliance is made for QEMU/KVM hosts.</source>
      <translation>デモアプライアンスは QEMU/KVM ホスト用です。</translation>
    </message>
    <message>
      <source>The description of the package became larger than planned.</source>
      <translation>パッケージの記述が予定より大きくなりました。</translation>
    </message>
    <message>
      <source>The description of {name} could not be changed</source>
      <translation>{name} の説明を変更できませんでした</translation>
    </message>
    <message>
      <source>The destination is being looked at…</source>
      <translation>保存先を確認しています…</translation>
    </message>
    <message>
      <source>The device {name} (type {type}) is left out.</source>
      <translation>デバイス {name} (種類 {type}) は除外されます。</translation>
    </message>
    <message>
      <source>The device “{name}” is left out: it belongs to another host, or is not known.</source>
      <translation>デバイス「{name}」は、別のホスト用または不明なため、除外されます。</translation>
    </message>
    <message>
      <source>The devices of {name} are paravirtual already.</source>
      <translation>{name} のデバイスはすでに準仮想化されています。</translation>
    </message>
    <message>
      <source>The disc could not be changed</source>
      <translation>メディアを変更できませんでした</translation>
    </message>
    <message>
      <source>The disc could not be changed: {name} uses it and has locked the drive.</source>
      <translation>メディアを変更できませんでした: {name} が使用中で、ドライブをロックしています。</translation>
    </message>
    <message>
      <source>The disk and what is on it stay in {place}.</source>
      <translation>ディスクとその内容は {place} に残ります。</translation>
    </message>
    <message>
      <source>The disk and what is on it stay in {place}. {more}</source>
      <translation>ディスクとその内容は {place} に残ります。{more}</translation>
    </message>
    <message>
      <source>The disk can't be smaller than the image ({size}).</source>
      <translation>ディスクをイメージのサイズ ({size}) より小さくすることはできません。</translation>
    </message>
    <message>
      <source>The disk can't be written as VHD: its {n} bytes are more than 2040 GiB or not a whole number of sectors.</source>
      <translation>ディスクを VHD として書き出せません: サイズ ({n} バイト) が 2040 GiB を超えているか、セクターの整数倍ではありません。</translation>
    </message>
    <message>
      <source>The disk can't be written as VMDK: the file would be larger than 2 TiB.</source>
      <translation>ディスクを VMDK として書き出せません: ファイルが 2 TiB を超えます。</translation>
    </message>
    <message>
      <source>The disk can't be written as VMDK: {n} bytes are not a whole number of sectors of 512 bytes.</source>
      <translation>ディスクを VMDK として書き出せません: {n} バイトは 512 バイトのセクターの整数倍ではありません。</translation>
    </message>
    <message>
      <source>The disk is encrypted, and no key opened it.</source>
      <translation>ディスクが暗号化されており、どの鍵でも開けませんでした。</translation>
    </message>
    <message>
      <source>The disk may be failing. Copy it with a rescue tool (ddrescue) first, then take the image.</source>
      <translation>ディスクが故障しかけている可能性があります。先にレスキューツール (ddrescue) でコピーし、そのイメージを使用してください。</translation>
    </message>
    <message>
      <source>The disk speed of {name} could not be restored</source>
      <translation>{name} のディスク速度を復元できませんでした</translation>
    </message>
    <message>
      <source>The disk speed of {name} is being restored.</source>
      <translation>{name} のディスク速度を復元しています。</translation>
    </message>
    <message>
      <source>The disk {disk} is in no storage repository: only {host} reaches it.</source>
      <translation>ディスク {disk} はストレージリポジトリにないため、{host} のみがアクセスできます。</translation>
    </message>
    <message>
      <source>The disk {disk} is not a file or device of its host: a snapshot of it can't be cloned.</source>
      <translation>ディスク {disk} はホストのファイルでもデバイスでもないため、そのスナップショットを複製できません。</translation>
    </message>
    <message>
      <source>The disk {disk} is not in a storage repository of its host, so it can't be copied.</source>
      <translation>ディスク {disk} はホストのストレージリポジトリにないため、コピーできません。</translation>
    </message>
    <message>
      <source>The disk {disk} is on {repository}, a local storage repository of {host}.</source>
      <translation>ディスク {disk} は {host} のローカルストレージリポジトリ {repository} にあります。</translation>
    </message>
    <message>
      <source>The disk {disk} of {name} could not be made independent</source>
      <translation>{name} のディスク {disk} を独立させることができませんでした</translation>
    </message>
    <message>
      <source>The disk {disk} of {name} is a device of its host.</source>
      <translation>{name} のディスク {disk} はホストのデバイスです。</translation>
    </message>
    <message>
      <source>The disk {disk} of {name} is reset at start: it can only move while the VM is off.</source>
      <translation>{name} のディスク {disk} は起動時にリセットされます。移動できるのは VM の停止中のみです。</translation>
    </message>
    <message>
      <source>The disk {name} belongs to no virtual machine of the package.</source>
      <translation>ディスク {name} はパッケージのどの仮想マシンにも属していません。</translation>
    </message>
    <message>
      <source>The disk {name} could not be read on its host: it ended early.</source>
      <translation>ホスト上のディスク {name} を読み取れませんでした: 途中で終わりました。</translation>
    </message>
    <message>
      <source>The disk {name} could not be read to its end.</source>
      <translation>ディスク {name} を最後まで読み取れませんでした。</translation>
    </message>
    <message>
      <source>The disk {name} is not a file and left out.</source>
      <translation>ディスク {name} はファイルではないため、除外されます。</translation>
    </message>
    <message>
      <source>The disk {name} is not in the package and left out.</source>
      <translation>ディスク {name} はパッケージにないため、除外されます。</translation>
    </message>
    <message>
      <source>The disk {name} is used more than once.</source>
      <translation>ディスク {name} が複数回使用されています。</translation>
    </message>
    <message>
      <source>The disks are being looked at…</source>
      <translation>ディスクを確認しています…</translation>
    </message>
    <message>
      <source>The disks are copied whole. Takes time and space; the clone depends on nothing.</source>
      <translation>ディスク全体をコピーします。時間と容量が必要ですが、複製はほかのディスクに依存しません。</translation>
    </message>
    <message>
      <source>The disks are encrypted: without a key the conversion will fail.</source>
      <translation>ディスクが暗号化されています。鍵がないと変換は失敗します。</translation>
    </message>
    <message>
      <source>The disks become independent of all others.</source>
      <translation>ディスクがほかのすべてのディスクから独立します。</translation>
    </message>
    <message>
      <source>The disks become independent of the template and of all others. Takes the space of a full copy; works while the VM runs.</source>
      <translation>ディスクがテンプレートやほかのディスクから独立します。完全なコピーの容量を使用します。VM の実行中も可能です。</translation>
    </message>
    <message>
      <source>The disks can't be converted where they are: the storage repository is no folder and no block device of the host.</source>
      <translation>ディスクをその場で変換できません: ストレージリポジトリがホストのフォルダーでもブロックデバイスでもありません。</translation>
    </message>
    <message>
      <source>The download of {file} broke off, and the server can't go on with the same file.</source>
      <translation>{file} のダウンロードが途中で切断されました。サーバーは同じファイルの続きを送信できません。</translation>
    </message>
    <message>
      <source>The download of {file} broke off.</source>
      <translation>{file} のダウンロードが途中で切断されました。</translation>
    </message>
    <message>
      <source>The drive is empty.</source>
      <translation>ドライブは空です。</translation>
    </message>
    <message>
      <source>The driver disk could not be added to {name}</source>
      <translation>{name} にドライバーディスクを追加できませんでした</translation>
    </message>
    <message>
      <source>The file id_rsa is the key of this one machine. Put it into the media with “virt-p2v-make-disk --inject-ssh-identity id_rsa”, or on a web server that only this machine reaches. It is of no use any more after the conversion.</source>
      <translation>ファイル id_rsa は、このマシン専用の鍵です。「virt-p2v-make-disk --inject-ssh-identity id_rsa」でメディアに組み込むか、このマシンのみがアクセスできる Web サーバーに置いてください。変換後は使用できなくなります。</translation>
    </message>
    <message>
      <source>The file is too large for the file system of {folder}.</source>
      <translation>ファイルが {folder} のファイルシステムには大きすぎます。</translation>
    </message>
    <message>
      <source>The file systems are frozen for that moment where the agent responds; else the copy is as after a power cut.</source>
      <translation>エージェントが応答する場合は、その時点でファイルシステムを固定します。それ以外の場合、コピーは停電後と同じ状態になります。</translation>
    </message>
    <message>
      <source>The file {path} can't be used: task history and the list of interrupted operations are not kept in this run. Reason: {why}.</source>
      <translation>ファイル {path} を使用できません。今回の実行では、タスクの履歴と中断された操作の一覧は保存されません。理由: {why}。</translation>
    </message>
    <message>
      <source>The firmware's variables (boot entries) stay behind; it begins with new ones.</source>
      <translation>ファームウェアの変数 (ブートエントリ) は移動されず、新しいものが使用されます。</translation>
    </message>
    <message>
      <source>The first start is over: the management agent answers.</source>
      <translation>初回起動が終わりました。管理エージェントが応答しています。</translation>
    </message>
    <message>
      <source>The folder of the host that it is mounted on; it is made if it is not there</source>
      <translation>マウント先となるホストのフォルダー (ない場合は作成されます)</translation>
    </message>
    <message>
      <source>The folder {folder} can't be made.</source>
      <translation>フォルダー {folder} を作成できません。</translation>
    </message>
    <message>
      <source>The folder {path} for the VMs of this computer can't be made: {why}.</source>
      <translation>このコンピュータの VM 用のフォルダー {path} を作成できません: {why}。</translation>
    </message>
    <message>
      <source>The free space of the work folder {folder} is not known.</source>
      <translation>作業フォルダー {folder} の空き容量は不明です。</translation>
    </message>
    <message>
      <source>The guest agent answered {command} with something that is not understood.</source>
      <translation>ゲストエージェントが {command} に対して解釈できない応答を返しました。</translation>
    </message>
    <message>
      <source>The guest agent of {name} could not be asked ({command})</source>
      <translation>{name} のゲストエージェントに問い合わせできませんでした ({command})</translation>
    </message>
    <message>
      <source>The guest has no address yet.</source>
      <translation>ゲストにはまだアドレスがありません。</translation>
    </message>
    <message>
      <source>The guest in {name} is asleep.</source>
      <translation>{name} のゲストはスリープ中です。</translation>
    </message>
    <message>
      <source>The guest of {name} could not be prepared</source>
      <translation>{name} のゲストを準備できませんでした</translation>
    </message>
    <message>
      <source>The guest of {name} could not be prepared: {why}</source>
      <translation>{name} のゲストを準備できませんでした: {why}</translation>
    </message>
    <message>
      <source>The guest of {name} was not prepared: what is removed in it does not come back.</source>
      <translation>{name} のゲストは準備されませんでした: ゲスト内で削除したものは元に戻りません。</translation>
    </message>
    <message>
      <source>The guest of {name} was prepared, but it has not shut down within {n} minutes.</source>
      <translation>{name} のゲストを準備しましたが、{n} 分以内にシャットダウンしませんでした。</translation>
    </message>
    <message>
      <source>The guest sleeps.</source>
      <translation>ゲストはスリープ中です。</translation>
    </message>
    <message>
      <source>The guest system crashed</source>
      <translation>ゲストシステムがクラッシュしました</translation>
    </message>
    <message>
      <source>The guest system crashed (kernel panic)</source>
      <translation>ゲストシステムがクラッシュしました (カーネルパニック)</translation>
    </message>
    <message>
      <source>The guest's watchdog fired</source>
      <translation>ゲストのウォッチドッグが作動しました</translation>
    </message>
    <message>
      <source>The guests keep the source's machine ID, ssh host keys and host name unless it was prepared before.</source>
      <translation>事前に準備していない場合、ゲストは複製元のマシン ID、ssh ホストキー、ホスト名をそのまま使用します。</translation>
    </message>
    <message>
      <source>The hardware of {name} is not described.</source>
      <translation>{name} のハードウェアが記述されていません。</translation>
    </message>
    <message>
      <source>The home host is another computer: the image must be copied there.</source>
      <translation>ホームホストは別のコンピュータであるため、イメージをコピーする必要があります。</translation>
    </message>
    <message>
      <source>The host can't give it the CPU {wanted}: it gets {near}.</source>
      <translation>ホストが CPU {wanted} を提供できないため、{near} を使用します。</translation>
    </message>
    <message>
      <source>The host does not know the machine type {wanted}: it becomes {near}.</source>
      <translation>ホストがマシンタイプ {wanted} に対応していないため、{near} を使用します。</translation>
    </message>
    <message>
      <source>The host has no Secure Boot: it starts without it.</source>
      <translation>ホストにセキュアブートがないため、セキュアブートなしで起動します。</translation>
    </message>
    <message>
      <source>The host has no TPM for VMs: it is left out.</source>
      <translation>ホストに VM 用の TPM がないため、TPM は除外されます。</translation>
    </message>
    <message>
      <source>The host has no UEFI firmware: it becomes BIOS, and its system will probably not start.</source>
      <translation>ホストに UEFI ファームウェアがないため BIOS を使用しますが、システムは起動しない可能性があります。</translation>
    </message>
    <message>
      <source>The host has no storage repository that disks can be written into.</source>
      <translation>ディスクを書き込めるストレージリポジトリがホストにありません。</translation>
    </message>
    <message>
      <source>The host has not been asked yet.</source>
      <translation>ホストにまだ問い合わせていません。</translation>
    </message>
    <message>
      <source>The host is being asked…</source>
      <translation>ホストに問い合わせています…</translation>
    </message>
    <message>
      <source>The host is not connected.</source>
      <translation>ホストに接続されていません。</translation>
    </message>
    <message>
      <source>The host is not in the list any more.</source>
      <translation>ホストはすでに一覧にありません。</translation>
    </message>
    <message>
      <source>The host is standalone then. Its VMs run on.</source>
      <translation>ホストはスタンドアロンになります。VM は引き続き動作します。</translation>
    </message>
    <message>
      <source>The host key is known.</source>
      <translation>ホストキーは登録済みです。</translation>
    </message>
    <message>
      <source>The host key of {host} has changed, so nothing was sent to it. The new {kind} key has the fingerprint {fingerprint}.</source>
      <translation>{host} のホストキーが変更されているため、何も送信していません。新しい {kind} キーの指紋は {fingerprint} です。</translation>
    </message>
    <message>
      <source>The host key of {host} was not accepted.</source>
      <translation>{host} のホストキーが受け入れられませんでした。</translation>
    </message>
    <message>
      <source>The host makes a flat copy of {name}</source>
      <translation>ホストで {name} の単一のコピーを作成中</translation>
    </message>
    <message>
      <source>The host needs an address in this network.</source>
      <translation>このネットワークではホストにアドレスが必要です。</translation>
    </message>
    <message>
      <source>The host sent a picture that can't be read.</source>
      <translation>ホストから読み取れない画像が送られました。</translation>
    </message>
    <message>
      <source>The host sent a screen image that is too large.</source>
      <translation>ホストから送られた画面イメージが大きすぎます。</translation>
    </message>
    <message>
      <source>The host's CD drive is a device such as {example}.</source>
      <translation>ホストの CD ドライブは {example} のようなデバイスです。</translation>
    </message>
    <message>
      <source>The host's CPU (host-passthrough)</source>
      <translation>ホストの CPU (host-passthrough)</translation>
    </message>
    <message>
      <source>The host's QEMU can't enter the folder {folder}.</source>
      <translation>ホストの QEMU はフォルダー {folder} にアクセスできません。</translation>
    </message>
    <message>
      <source>The host's firmware could not be looked at</source>
      <translation>ホストのファームウェアを確認できませんでした</translation>
    </message>
    <message>
      <source>The host's libvirt can't list what is offered there.</source>
      <translation>ホストの libvirt は、提供されているものの一覧を取得できません。</translation>
    </message>
    <message>
      <source>The host's own IQN, where the target asks for a certain one</source>
      <translation>ターゲットが特定の IQN を求める場合の、ホスト自身の IQN</translation>
    </message>
    <message>
      <source>The host's ssh server forbids forwarding, which virt-p2v needs.</source>
      <translation>ホストの ssh サーバーで、virt-p2v に必要な転送が禁止されています。</translation>
    </message>
    <message>
      <source>The host's ssh server offers no sftp, with which virt-p2v copies its files.</source>
      <translation>virt-p2v がファイルのコピーに使用する sftp に、ホストの ssh サーバーが対応していません。</translation>
    </message>
    <message>
      <source>The host's ssh server takes machines that boot virt-p2v.</source>
      <translation>ホストの ssh サーバーは、virt-p2v で起動したマシンを受け入れます。</translation>
    </message>
    <message>
      <source>The host's ssh server takes no keys.</source>
      <translation>ホストの ssh サーバーで鍵によるログインが許可されていません。</translation>
    </message>
    <message>
      <source>The hosts are being asked…</source>
      <translation>ホストに問い合わせ中…</translation>
    </message>
    <message>
      <source>The hosts have not been checked yet.</source>
      <translation>ホストがまだ確認されていません。</translation>
    </message>
    <message>
      <source>The hosts of this pool have no storage repository.</source>
      <translation>このプールのホストにはストレージリポジトリがありません。</translation>
    </message>
    <message>
      <source>The hosts reach each other.</source>
      <translation>ホストは互いに到達できます。</translation>
    </message>
    <message>
      <source>The hosts share no storage: VMs move with their disks, which takes longer.</source>
      <translation>ホストが共有するストレージはありません。VM はディスクとともに移動するため、時間がかかります。</translation>
    </message>
    <message>
      <source>The hosts' libvirt daemons do not reach each other.</source>
      <translation>ホストの libvirt デーモンが互いに接続できません。</translation>
    </message>
    <message>
      <source>The hypervisor of {host} can't copy the disks of a VM that runs.</source>
      <translation>{host} のハイパーバイザーは、実行中の VM のディスクをコピーできません。</translation>
    </message>
    <message>
      <source>The hypervisor of {host} can't do this.</source>
      <translation>{host} のハイパーバイザーではこの操作を実行できません。</translation>
    </message>
    <message>
      <source>The hypervisor will ask the guest.</source>
      <translation>ハイパーバイザーからゲストに要求します。</translation>
    </message>
    <message>
      <source>The hypervisors differ: {groups}.</source>
      <translation>ハイパーバイザーが異なります: {groups}。</translation>
    </message>
    <message>
      <source>The image is being built: the tasks show how far it is.</source>
      <translation>イメージをビルドしています。進行状況はタスクに表示されます。</translation>
    </message>
    <message>
      <source>The image is being looked at.</source>
      <translation>イメージを確認しています。</translation>
    </message>
    <message>
      <source>The image is copied to the host when the VM is created, with progress.</source>
      <translation>VM の作成時にイメージがホストにコピーされ、進行状況が表示されます。</translation>
    </message>
    <message>
      <source>The image: {file}</source>
      <translation>イメージ: {file}</translation>
    </message>
    <message>
      <source>The installation did not end within {seconds} seconds; the VM goes on.</source>
      <translation>インストールが {seconds} 秒以内に終了しませんでした。VM は引き続き動作しています。</translation>
    </message>
    <message>
      <source>The installation medium {path} has no file {file}.</source>
      <translation>インストールメディア {path} にファイル {file} がありません。</translation>
    </message>
    <message>
      <source>The installation medium {path} is cut off.</source>
      <translation>インストールメディア {path} は途中で切れています。</translation>
    </message>
    <message>
      <source>The job of {name} could not be stopped</source>
      <translation>{name} のジョブを停止できませんでした</translation>
    </message>
    <message>
      <source>The kernel of {name} lacks the drivers {drivers}.</source>
      <translation>{name} のカーネルにドライバー {drivers} がありません。</translation>
    </message>
    <message>
      <source>The key and a PXE entry are in {folder}.</source>
      <translation>鍵と PXE エントリは {folder} にあります。</translation>
    </message>
    <message>
      <source>The key and all files go away, and another machine can be prepared for.</source>
      <translation>鍵とすべてのファイルを削除します。別のマシンのための準備が可能になります。</translation>
    </message>
    <message>
      <source>The key can't be used for signing: it does not belong to the certificate.</source>
      <translation>署名に鍵を使用できません: 証明書と対応していません。</translation>
    </message>
    <message>
      <source>The key can't be used for signing: it needs a password, or the password is for another.</source>
      <translation>署名に鍵を使用できません: パスワードが必要か、パスワードが別の鍵のものです。</translation>
    </message>
    <message>
      <source>The key can't be used for signing: only RSA and elliptic curve keys can.</source>
      <translation>署名に鍵を使用できません: 使用できるのは RSA 鍵と楕円曲線鍵のみです。</translation>
    </message>
    <message>
      <source>The key file could not be read: {why}.</source>
      <translation>鍵のファイルを読み取れませんでした: {why}。</translation>
    </message>
    <message>
      <source>The key or certificate can't be read: {why}.</source>
      <translation>鍵または証明書を読み取れません: {why}。</translation>
    </message>
    <message>
      <source>The key or certificate can't be used for signing: it is not a PEM file, or the password is wrong.</source>
      <translation>署名に鍵または証明書を使用できません: PEM ファイルではないか、パスワードが正しくありません。</translation>
    </message>
    <message>
      <source>The key, the kernel command line and the PXE entry are in {folder}.</source>
      <translation>鍵、カーネルコマンドライン、PXE エントリは {folder} にあります。</translation>
    </message>
    <message>
      <source>The language changes at the next start of Virtdeck.</source>
      <translation>言語は Virtdeck の次回の起動時に変更されます。</translation>
    </message>
    <message>
      <source>The last DHCP address is before the first.</source>
      <translation>DHCP の最後のアドレスが最初のアドレスより前にあります。</translation>
    </message>
    <message>
      <source>The left-over overlays of {name} could not be deleted</source>
      <translation>{name} の残存オーバーレイを削除できませんでした</translation>
    </message>
    <message>
      <source>The library that decodes SPICE crashed ({reason}). Virtdeck goes on.</source>
      <translation>SPICE のデコードライブラリがクラッシュしました ({reason})。Virtdeck は引き続き動作します。</translation>
    </message>
    <message>
      <source>The library that decodes SPICE does not answer any more and was ended. Virtdeck goes on.</source>
      <translation>SPICE のデコードライブラリが応答しないため、終了しました。Virtdeck は引き続き動作します。</translation>
    </message>
    <message>
      <source>The libvirt of {host} wants a login.</source>
      <translation>{host} の libvirt がログインを求めています。</translation>
    </message>
    <message>
      <source>The licence has to be accepted.</source>
      <translation>ライセンスに同意する必要があります。</translation>
    </message>
    <message>
      <source>The licences in {file} are not what was given: it has been removed again.</source>
      <translation>{file} のライセンスが指定されたものと一致しないため、削除しました。</translation>
    </message>
    <message>
      <source>The list of disks that the machine gave could not be read.</source>
      <translation>マシンから取得したディスクの一覧を読み取れませんでした。</translation>
    </message>
    <message>
      <source>The list of templates {path} could not be read.</source>
      <translation>テンプレートの一覧 {path} を読み取れませんでした。</translation>
    </message>
    <message>
      <source>The list of {name} could not be put away</source>
      <translation>{name} の作業の一覧を消去できませんでした</translation>
    </message>
    <message>
      <source>The login on {machine} is not root's: its password for sudo is needed to read the disks.</source>
      <translation>{machine} へのログインは root ではありません。ディスクを読み取るには、sudo のパスワードが必要です。</translation>
    </message>
    <message>
      <source>The login on {name} may not read the disks.</source>
      <translation>{name} のログインユーザーにはディスクを読み取る権限がありません。</translation>
    </message>
    <message>
      <source>The login to the screen was refused.</source>
      <translation>画面へのログインが拒否されました。</translation>
    </message>
    <message>
      <source>The login to {host} was cancelled.</source>
      <translation>{host} へのログインがキャンセルされました。</translation>
    </message>
    <message>
      <source>The login was accepted.</source>
      <translation>ログインに成功しました。</translation>
    </message>
    <message>
      <source>The login was refused.</source>
      <translation>ログインが拒否されました。</translation>
    </message>
    <message>
      <source>The machine did not answer the questions about its hardware to the end.</source>
      <translation>マシンがハードウェアに関する問い合わせに最後まで応答しませんでした。</translation>
    </message>
    <message>
      <source>The machine did not tell the checksums of its disk.</source>
      <translation>マシンからディスクのチェックサムを取得できませんでした。</translation>
    </message>
    <message>
      <source>The machine gave up: {why}</source>
      <translation>マシンが処理を中止しました: {why}</translation>
    </message>
    <message>
      <source>The machine goes on while it is copied.</source>
      <translation>コピー中もマシンは引き続き動作します。</translation>
    </message>
    <message>
      <source>The machine sent more than was asked for.</source>
      <translation>マシンから要求した量を超えるデータが届きました。</translation>
    </message>
    <message>
      <source>The machine sent something else than its disk.</source>
      <translation>マシンからディスクの内容以外のデータが届きました。</translation>
    </message>
    <message>
      <source>The machine starts by UEFI, and {host} has no UEFI for its VMs.</source>
      <translation>マシンは UEFI で起動しますが、{host} には VM 用の UEFI がありません。</translation>
    </message>
    <message>
      <source>The machine type {machine} has no IDE controller: use SATA.</source>
      <translation>マシンタイプ {machine} には IDE コントローラがありません。SATA を使用してください。</translation>
    </message>
    <message>
      <source>The main window</source>
      <translation>メインウィンドウ</translation>
    </message>
    <message>
      <source>The management agent did not answer. The virtual power button (ACPI) is pressed.</source>
      <translation>管理エージェントが応答しませんでした。仮想電源ボタン (ACPI) を押します。</translation>
    </message>
    <message>
      <source>The management agent is installed at the first start that has a network connection.</source>
      <translation>管理エージェントは、ネットワークに接続された最初の起動時にインストールされます。</translation>
    </message>
    <message>
      <source>The management agent of {name} did not respond within {seconds} seconds.</source>
      <translation>{name} の管理エージェントが {seconds} 秒以内に応答しませんでした。</translation>
    </message>
    <message>
      <source>The management agent will be asked.</source>
      <translation>管理エージェントに要求します。</translation>
    </message>
    <message>
      <source>The management agent's installer is not on the conversion host: install the agent later.</source>
      <translation>管理エージェントのインストーラーが変換ホストにありません。後でエージェントをインストールしてください。</translation>
    </message>
    <message>
      <source>The manifest does not list it.</source>
      <translation>マニフェストに記載されていません。</translation>
    </message>
    <message>
      <source>The manifest lists it, and it is not there.</source>
      <translation>マニフェストに記載されていますが、存在しません。</translation>
    </message>
    <message>
      <source>The media for it are made on the next pages.</source>
      <translation>メディアは次のページで作成します。</translation>
    </message>
    <message>
      <source>The medium can be put in later.</source>
      <translation>メディアは後で挿入できます。</translation>
    </message>
    <message>
      <source>The medium can't be changed: the VM has no CD drive {target}.</source>
      <translation>メディアを変更できません: VM に CD ドライブ {target} がありません。</translation>
    </message>
    <message>
      <source>The medium has not been looked at yet.</source>
      <translation>メディアがまだ確認されていません。</translation>
    </message>
    <message>
      <source>The medium in the drive {name} is not taken along.</source>
      <translation>ドライブ {name} のメディアは引き継がれません。</translation>
    </message>
    <message>
      <source>The migration was given up before it began.</source>
      <translation>移行は開始前に中止されました。</translation>
    </message>
    <message>
      <source>The moments of the shadow copies differ by up to {seconds} s.</source>
      <translation>シャドウコピーの時点には最大 {seconds} 秒のずれがあります。</translation>
    </message>
    <message>
      <source>The moments of the shadow copies of {volumes} differ by up to {seconds} s.</source>
      <translation>{volumes} のシャドウコピーの時点には最大 {seconds} 秒のずれがあります。</translation>
    </message>
    <message>
      <source>The name begins or ends with a space.</source>
      <translation>名前の先頭または末尾に空白があります。</translation>
    </message>
    <message>
      <source>The name is empty.</source>
      <translation>名前が空です。</translation>
    </message>
    <message>
      <source>The name is too long for this host: its first 20 characters take {used} bytes, {limit} are possible.</source>
      <translation>このホストには名前が長すぎます (先頭の 20 文字が {used} バイト、最大 {limit} バイト)。</translation>
    </message>
    <message>
      <source>The name is too long for this host: its libvirt runs without a UTF-8 locale and would cut a letter in two.</source>
      <translation>名前がこのホストには長すぎます。libvirt が UTF-8 ロケールなしで動作しているため、文字が途中で切れてしまいます。</translation>
    </message>
    <message>
      <source>The name is too long.</source>
      <translation>名前が長すぎます。</translation>
    </message>
    <message>
      <source>The name is too long: it takes {used} bytes, {limit} are possible.</source>
      <translation>名前が長すぎます ({used} バイト、最大 {limit} バイト)。</translation>
    </message>
    <message>
      <source>The name of a network can't contain “/”.</source>
      <translation>ネットワークの名前に「/」を含めることはできません。</translation>
    </message>
    <message>
      <source>The name of {host} is not known.</source>
      <translation>{host} という名前が見つかりません。</translation>
    </message>
    <message>
      <source>The network can't be read: its XML is damaged.</source>
      <translation>ネットワークを読み取れません: XML が破損しています。</translation>
    </message>
    <message>
      <source>The network cards are disconnected at first, so that the machine and the VM are never in the network both.</source>
      <translation>マシンと VM が同時にネットワークに接続されないように、ネットワークカードは最初は未接続です。</translation>
    </message>
    <message>
      <source>The network cards of {name} could not be changed</source>
      <translation>{name} のネットワークカードを変更できませんでした</translation>
    </message>
    <message>
      <source>The network could not be made</source>
      <translation>ネットワークを作成できませんでした</translation>
    </message>
    <message>
      <source>The network repository has not been looked at yet.</source>
      <translation>ネットワークリポジトリがまだ確認されていません。</translation>
    </message>
    <message>
      <source>The network {name} can't be used on {host}.</source>
      <translation>{host} ではネットワーク {name} を使用できません。</translation>
    </message>
    <message>
      <source>The network {name} could not be deleted</source>
      <translation>ネットワーク {name} を削除できませんでした</translation>
    </message>
    <message>
      <source>The network {name} could not be made: {why}</source>
      <translation>ネットワーク {name} を作成できませんでした: {why}</translation>
    </message>
    <message>
      <source>The network {name} could not be read</source>
      <translation>ネットワーク {name} を読み取れませんでした</translation>
    </message>
    <message>
      <source>The network {name} could not be started</source>
      <translation>ネットワーク {name} を開始できませんでした</translation>
    </message>
    <message>
      <source>The network {name} could not be stopped</source>
      <translation>ネットワーク {name} を停止できませんでした</translation>
    </message>
    <message>
      <source>The network {name} does not exist any more.</source>
      <translation>ネットワーク {name} はすでに存在しません。</translation>
    </message>
    <message>
      <source>The network {network} is not on {hosts}.</source>
      <translation>ネットワーク {network} が {hosts} にありません。</translation>
    </message>
    <message>
      <source>The network {network} is not on {host}.</source>
      <translation>ネットワーク {network} は {host} にありません。</translation>
    </message>
    <message>
      <source>The network's leases could not be read</source>
      <translation>ネットワークのリースを読み取れませんでした</translation>
    </message>
    <message>
      <source>The new VM needs a template and a host.</source>
      <translation>新しい VM にはテンプレートとホストが必要です。</translation>
    </message>
    <message>
      <source>The other side of the copy has failed.</source>
      <translation>コピーの相手側で失敗しました。</translation>
    </message>
    <message>
      <source>The package does not say which UUID the VM had.</source>
      <translation>パッケージに VM の UUID が記録されていません。</translation>
    </message>
    <message>
      <source>The package has no licence to be accepted.</source>
      <translation>パッケージに同意が必要なライセンスはありません。</translation>
    </message>
    <message>
      <source>The partition table is damaged, or does not fit a smaller disk.</source>
      <translation>パーティションテーブルが破損しているか、小さくしたディスクに収まりません。</translation>
    </message>
    <message>
      <source>The partition table of {disk} is damaged.</source>
      <translation>{disk} のパーティションテーブルが破損しています。</translation>
    </message>
    <message>
      <source>The partitions and file systems on it are made larger in the guest.</source>
      <translation>ディスクのパーティションとファイルシステムは、ゲストで拡大してください。</translation>
    </message>
    <message>
      <source>The password is in the answer file in clear, as Windows needs it.</source>
      <translation>Windows の仕様により、パスワードは応答ファイルに平文で保存されます。</translation>
    </message>
    <message>
      <source>The password of its screen is not taken along.</source>
      <translation>画面のパスワードは引き継がれません。</translation>
    </message>
    <message>
      <source>The performance numbers of {host} could not be read</source>
      <translation>{host} のパフォーマンスデータを読み取れませんでした</translation>
    </message>
    <message>
      <source>The picture could not be saved to {file}.</source>
      <translation>画像を {file} に保存できませんでした。</translation>
    </message>
    <message>
      <source>The picture was saved: {file}</source>
      <translation>画像を保存しました: {file}</translation>
    </message>
    <message>
      <source>The pool has no host.</source>
      <translation>プールにホストがありません。</translation>
    </message>
    <message>
      <source>The pool {name} could not be created</source>
      <translation>プール {name} を作成できませんでした</translation>
    </message>
    <message>
      <source>The pool {name} could not be renamed</source>
      <translation>プール {name} の名前を変更できませんでした</translation>
    </message>
    <message>
      <source>The pool {name} does not exist any more.</source>
      <translation>プール {name} はすでに存在しません。</translation>
    </message>
    <message>
      <source>The pool {name} got no new host</source>
      <translation>プール {name} にホストを追加できませんでした</translation>
    </message>
    <message>
      <source>The port is closed, and the script is of no use any more.</source>
      <translation>ポートが閉じられ、スクリプトは使用できなくなります。</translation>
    </message>
    <message>
      <source>The private libvirt of this computer could not be started: {why}.</source>
      <translation>このコンピュータのプライベート libvirt を起動できませんでした: {why}。</translation>
    </message>
    <message>
      <source>The program {name} in the guest did not end within {n} seconds.</source>
      <translation>ゲスト内のプログラム {name} が {n} 秒以内に終了しませんでした。</translation>
    </message>
    <message>
      <source>The program {name} is not installed on the host.</source>
      <translation>プログラム {name} がホストにインストールされていません。</translation>
    </message>
    <message>
      <source>The program {name} is not installed on this computer.</source>
      <translation>プログラム {name} がこのコンピュータにインストールされていません。</translation>
    </message>
    <message>
      <source>The report could not be saved: {why}.</source>
      <translation>レポートを保存できませんでした: {why}。</translation>
    </message>
    <message>
      <source>The report is in {file}.</source>
      <translation>レポートは {file} にあります。</translation>
    </message>
    <message>
      <source>The result of the conversion of {name} is not as it should be: {disk}.</source>
      <translation>{name} の変換の結果が正しくありません: {disk}。</translation>
    </message>
    <message>
      <source>The same architecture: {name}.</source>
      <translation>アーキテクチャは同じです: {name}。</translation>
    </message>
    <message>
      <source>The same as single files: descriptor, disks, manifest.</source>
      <translation>同じ内容の個別のファイルです (記述、ディスク、マニフェスト)。</translation>
    </message>
    <message>
      <source>The same hypervisor: {name}.</source>
      <translation>ハイパーバイザーは同じです: {name}。</translation>
    </message>
    <message>
      <source>The same networks: {names}.</source>
      <translation>ネットワークは同じです: {names}。</translation>
    </message>
    <message>
      <source>The same version of {name}: {version}.</source>
      <translation>{name} のバージョンは同じです: {version}。</translation>
    </message>
    <message>
      <source>The saved state of {name} could not be discarded</source>
      <translation>{name} の保存された状態を破棄できませんでした</translation>
    </message>
    <message>
      <source>The saved state of {name} is deleted with it.</source>
      <translation>{name} の保存された状態も一緒に削除されます。</translation>
    </message>
    <message>
      <source>The screen asks for a kind of login that Virtdeck does not know ({kinds}).</source>
      <translation>画面が求めるログインの種類に Virtdeck は対応していません ({kinds})。</translation>
    </message>
    <message>
      <source>The screen could not be reached: the connection could not be used.</source>
      <translation>画面に接続できませんでした: 接続を使用できません。</translation>
    </message>
    <message>
      <source>The screen could not be shown: {why}</source>
      <translation>画面を表示できませんでした: {why}</translation>
    </message>
    <message>
      <source>The screen has an impossible size ({width} × {height}).</source>
      <translation>画面のサイズが正しくありません ({width} × {height})。</translation>
    </message>
    <message>
      <source>The screen of the VM in its own window (remote-viewer).</source>
      <translation>VM の画面を別のウィンドウ (remote-viewer) で開きます。</translation>
    </message>
    <message>
      <source>The screen of {name} asks for a login.</source>
      <translation>{name} の画面がログインを求めています。</translation>
    </message>
    <message>
      <source>The screen of {name} asks for a password.</source>
      <translation>{name} の画面がパスワードを求めています。</translation>
    </message>
    <message>
      <source>The screen of {name} could not be reached</source>
      <translation>{name} の画面に接続できませんでした</translation>
    </message>
    <message>
      <source>The screen of {name} could not be reached: {why}.</source>
      <translation>{name} の画面に接続できませんでした: {why}。</translation>
    </message>
    <message>
      <source>The screen of {name} could not be read</source>
      <translation>{name} の画面を読み取れませんでした</translation>
    </message>
    <message>
      <source>The screen of {name} could not be shown: its server does not answer.</source>
      <translation>{name} の画面を表示できませんでした: サーバーが応答しません。</translation>
    </message>
    <message>
      <source>The screen or text console of the VM.</source>
      <translation>VM の画面またはテキストコンソールです。</translation>
    </message>
    <message>
      <source>The screens of the running VMs, small and live. Only what is on screen is read, every few seconds.</source>
      <translation>実行中の VM の画面が小さくリアルタイムに表示されます。表示されている範囲のみが数秒ごとに読み取られます。</translation>
    </message>
    <message>
      <source>The script can't be written to {folder}.</source>
      <translation>{folder} にスクリプトを書き込めません。</translation>
    </message>
    <message>
      <source>The script is good for one machine: its administrator runs it there. It removes itself; the machine runs on.</source>
      <translation>スクリプトは 1 台のマシン専用です。管理者がマシンで実行します。スクリプトは自身を削除し、マシンは引き続き動作します。</translation>
    </message>
    <message>
      <source>The script only checks the machine.</source>
      <translation>スクリプトはマシンの確認のみ行います。</translation>
    </message>
    <message>
      <source>The section {name} is not known and left out, though the package says that it is required.</source>
      <translation>セクション {name} は、パッケージでは必須とされていますが、未対応のため除外されます。</translation>
    </message>
    <message>
      <source>The section {name} is not known and left out.</source>
      <translation>セクション {name} は未対応のため、除外されます。</translation>
    </message>
    <message>
      <source>The service that installs Windows drivers at the first start: {place}</source>
      <translation>Windows の初回起動時にドライバーをインストールするサービス: {place}</translation>
    </message>
    <message>
      <source>The setting “{name}” is left out: it belongs to another host, or is not known.</source>
      <translation>設定「{name}」は、別のホスト用または不明なため、除外されます。</translation>
    </message>
    <message>
      <source>The settings can't be saved in {path}: {why}.</source>
      <translation>設定を {path} に保存できません: {why}。</translation>
    </message>
    <message>
      <source>The settings file was damaged. Virtdeck starts with empty settings; the damaged file is kept as {path}.</source>
      <translation>設定ファイルが破損していました。空の設定で起動します。破損したファイルは {path} として残されています。</translation>
    </message>
    <message>
      <source>The settings file {path} can't be read: {why}.</source>
      <translation>設定ファイル {path} を読み取れません: {why}。</translation>
    </message>
    <message>
      <source>The settings file {path} is damaged and can't be put aside: {why}.</source>
      <translation>設定ファイル {path} が破損しており、退避できません: {why}。</translation>
    </message>
    <message>
      <source>The settings file {path} is damaged.</source>
      <translation>設定ファイル {path} が破損しています。</translation>
    </message>
    <message>
      <source>The settings of the conversion host's ssh server can't be read.</source>
      <translation>変換ホストの ssh サーバーの設定を読み取れません。</translation>
    </message>
    <message>
      <source>The shadow copies of {mounts} are made one after another: their moments differ by some seconds.</source>
      <translation>{mounts} のシャドウコピーは 1 つずつ作成されるため、時点が数秒ずれます。</translation>
    </message>
    <message>
      <source>The shadow copies {names} are still on the machine: their removal is offered when you connect to it again.</source>
      <translation>シャドウコピー {names} がマシンに残っています。マシンに接続し直すと削除できます。</translation>
    </message>
    <message>
      <source>The signature does not fit the manifest: the package was changed after it was signed by {name}.</source>
      <translation>署名がマニフェストと一致しません。{name} が署名した後でパッケージが変更されています。</translation>
    </message>
    <message>
      <source>The signature of {file} is not right: it has been removed again.</source>
      <translation>{file} の署名が正しくないため、削除しました。</translation>
    </message>
    <message>
      <source>The small system that does the conversion could not be started on the conversion host.</source>
      <translation>変換を行う小さなシステムを変換ホストで起動できませんでした。</translation>
    </message>
    <message>
      <source>The snapshot {name} ran full while the machine was copied.</source>
      <translation>マシンのコピー中にスナップショット {name} がいっぱいになりました。</translation>
    </message>
    <message>
      <source>The snapshot {snapshot} does not hold the disk {disk}.</source>
      <translation>スナップショット {snapshot} にディスク {disk} は含まれていません。</translation>
    </message>
    <message>
      <source>The snapshot {snapshot} does not say what the VM was like.</source>
      <translation>スナップショット {snapshot} に VM の構成が記録されていません。</translation>
    </message>
    <message>
      <source>The snapshot {snapshot} is inside the disk {disk}, which goes on changing: only a full copy can be made of it.</source>
      <translation>スナップショット {snapshot} は、変更され続けるディスク {disk} の中にあるため、完全なコピーのみ作成できます。</translation>
    </message>
    <message>
      <source>The snapshots of {name} ({n}) are not exported: {why}</source>
      <translation>{name} のスナップショット ({n} 個) はエクスポートされません: {why}</translation>
    </message>
    <message>
      <source>The snapshots of {name} could not be read</source>
      <translation>{name} のスナップショットを読み取れませんでした</translation>
    </message>
    <message>
      <source>The snapshots {names} are still on the machine: their removal is offered when you connect to it again.</source>
      <translation>スナップショット {names} がマシンに残っています。マシンに接続し直すと削除できます。</translation>
    </message>
    <message>
      <source>The software RAID {name} is being rebuilt.</source>
      <translation>ソフトウェア RAID {name} は再構築中です。</translation>
    </message>
    <message>
      <source>The software RAID {name} is not whole: a disk of it is missing or has failed.</source>
      <translation>ソフトウェア RAID {name} は不完全です。ディスクが欠けているか、故障しています。</translation>
    </message>
    <message>
      <source>The source is being looked at.</source>
      <translation>ソースを確認しています。</translation>
    </message>
    <message>
      <source>The ssh connection to {host} failed: {why}</source>
      <translation>{host} への ssh 接続に失敗しました: {why}</translation>
    </message>
    <message>
      <source>The ssh connection to {host} refused a forward.</source>
      <translation>{host} への ssh 接続で転送が拒否されました。</translation>
    </message>
    <message>
      <source>The ssh server of {host} does not pass connections on to {path}.</source>
      <translation>{host} の ssh サーバーが {path} への接続を中継しません。</translation>
    </message>
    <message>
      <source>The standard port is {port}.</source>
      <translation>標準のポートは {port} です。</translation>
    </message>
    <message>
      <source>The start of {name} with its host could not be changed</source>
      <translation>{name} のホストとの同時起動の設定を変更できませんでした</translation>
    </message>
    <message>
      <source>The state is saved to disk and the memory freed.</source>
      <translation>状態がディスクに保存され、メモリが解放されます。</translation>
    </message>
    <message>
      <source>The state of {name} could not be read</source>
      <translation>{name} の状態を読み取れませんでした</translation>
    </message>
    <message>
      <source>The state of {name} is not known.</source>
      <translation>{name} の状態は不明です。</translation>
    </message>
    <message>
      <source>The storage could not be reached</source>
      <translation>ストレージに接続できませんでした</translation>
    </message>
    <message>
      <source>The storage repositories could not be listed</source>
      <translation>ストレージリポジトリの一覧を取得できませんでした</translation>
    </message>
    <message>
      <source>The storage repository can't be read: its XML is damaged.</source>
      <translation>ストレージリポジトリを読み取れません: XML が破損しています。</translation>
    </message>
    <message>
      <source>The storage repository could not be made</source>
      <translation>ストレージリポジトリを作成できませんでした</translation>
    </message>
    <message>
      <source>The storage repository could not be opened</source>
      <translation>ストレージリポジトリを開けませんでした</translation>
    </message>
    <message>
      <source>The storage repository could not be read</source>
      <translation>ストレージリポジトリを読み取れませんでした</translation>
    </message>
    <message>
      <source>The storage repository could not be refreshed</source>
      <translation>ストレージリポジトリを更新できませんでした</translation>
    </message>
    <message>
      <source>The storage repository could not be started</source>
      <translation>ストレージリポジトリを開始できませんでした</translation>
    </message>
    <message>
      <source>The storage repository does not exist any more.</source>
      <translation>ストレージリポジトリはすでに存在しません。</translation>
    </message>
    <message>
      <source>The storage repository is being created.</source>
      <translation>ストレージリポジトリを作成しています。</translation>
    </message>
    <message>
      <source>The storage repository {name} could not be deleted</source>
      <translation>ストレージリポジトリ {name} を削除できませんでした</translation>
    </message>
    <message>
      <source>The storage repository {name} could not be made</source>
      <translation>ストレージリポジトリ {name} を作成できませんでした</translation>
    </message>
    <message>
      <source>The storage repository {name} could not be made: there is one with this name already.</source>
      <translation>ストレージリポジトリ {name} を作成できませんでした: 同じ名前のストレージリポジトリがすでにあります。</translation>
    </message>
    <message>
      <source>The storage repository {name} could not be read</source>
      <translation>ストレージリポジトリ {name} を読み取れませんでした</translation>
    </message>
    <message>
      <source>The storage repository {name} could not be refreshed</source>
      <translation>ストレージリポジトリ {name} を更新できませんでした</translation>
    </message>
    <message>
      <source>The storage repository {name} could not be started</source>
      <translation>ストレージリポジトリ {name} を開始できませんでした</translation>
    </message>
    <message>
      <source>The storage repository {name} could not be stopped</source>
      <translation>ストレージリポジトリ {name} を停止できませんでした</translation>
    </message>
    <message>
      <source>The storage repository {name} has {free} free.</source>
      <translation>ストレージリポジトリ {name} の空きは {free} です。</translation>
    </message>
    <message>
      <source>The storage repository {name} has {free} free; the disks need at most {size}.</source>
      <translation>ストレージリポジトリ {name} の空きは {free} です。ディスクには最大 {size} が必要です。</translation>
    </message>
    <message>
      <source>The storage repository {name} is not active.</source>
      <translation>ストレージリポジトリ {name} はアクティブではありません。</translation>
    </message>
    <message>
      <source>The storage repository {name} of {host} is in this folder already.</source>
      <translation>このフォルダーには {host} のストレージリポジトリ {name} がすでにあります。</translation>
    </message>
    <message>
      <source>The storage repository {name}, where its disk is, is not active.</source>
      <translation>ディスクのあるストレージリポジトリ {name} がアクティブではありません。</translation>
    </message>
    <message>
      <source>The storage server could not be asked what it offers</source>
      <translation>ストレージサーバーから提供内容の一覧を取得できませんでした</translation>
    </message>
    <message>
      <source>The system libvirt of this computer can be reached.</source>
      <translation>このコンピュータのシステムの libvirt に接続できます。</translation>
    </message>
    <message>
      <source>The system's</source>
      <translation>システム</translation>
    </message>
    <message>
      <source>The target's LUNs are the disks; the same storage from every host</source>
      <translation>ターゲットの LUN がディスクになります。どのホストからも同じストレージです</translation>
    </message>
    <message>
      <source>The task history was damaged. Virtdeck starts a new one; the damaged file is kept as {path}.</source>
      <translation>タスクの履歴が破損していました。新しい履歴を作成します。破損したファイルは {path} として残されています。</translation>
    </message>
    <message>
      <source>The template could not be created: {why}</source>
      <translation>テンプレートを作成できませんでした: {why}</translation>
    </message>
    <message>
      <source>The template is being made.</source>
      <translation>テンプレートを作成しています。</translation>
    </message>
    <message>
      <source>The template's disk can't be left out.</source>
      <translation>テンプレートのディスクを省略することはできません。</translation>
    </message>
    <message>
      <source>The template's disk has {size}; it can be larger, but not smaller.</source>
      <translation>テンプレートのディスクは {size} です。大きくすることはできますが、小さくすることはできません。</translation>
    </message>
    <message>
      <source>The template's disk is copied as it is.</source>
      <translation>テンプレートのディスクがそのままコピーされます。</translation>
    </message>
    <message>
      <source>The text console is open elsewhere.</source>
      <translation>テキストコンソールは別の場所で開かれています。</translation>
    </message>
    <message>
      <source>The text console of {name} could not be opened</source>
      <translation>{name} のテキストコンソールを開けませんでした</translation>
    </message>
    <message>
      <source>The title of {name} could not be changed</source>
      <translation>{name} のタイトルを変更できませんでした</translation>
    </message>
    <message>
      <source>The tools disc could not be inserted into {name}</source>
      <translation>{name} にツール ISO を挿入できませんでした</translation>
    </message>
    <message>
      <source>The tools disc could not be taken out of {name}</source>
      <translation>{name} からツール ISO を取り出せませんでした</translation>
    </message>
    <message>
      <source>The tools disc could not be taken out of {name}: its guest has it in use.</source>
      <translation>{name} からツール ISO を取り出せませんでした: ゲストが使用中です。</translation>
    </message>
    <message>
      <source>The tools disc for Windows VMs of hosts that have none of their own.</source>
      <translation>独自のツール ISO がないホストの Windows VM 用のツール ISO です。</translation>
    </message>
    <message>
      <source>The tools disc is in the CD drive of {name}. In the guest:</source>
      <translation>{name} の CD ドライブにツール ISO が挿入されています。ゲストでの手順:</translation>
    </message>
    <message>
      <source>The tools disc is in the CD drive. Nothing runs in the guest by itself:</source>
      <translation>CD ドライブにツール ISO が挿入されています。ゲスト内で次の手順を実行してください:</translation>
    </message>
    <message>
      <source>The tools disc is put into the CD drive. Nothing runs in the guest by itself.</source>
      <translation>ツール ISO を CD ドライブに挿入します。ゲスト内で何かが自動的に実行されることはありません。</translation>
    </message>
    <message>
      <source>The tree at the left holds pools, hosts, VMs, templates, storage and networks. Ctrl+F filters it, for example os:debian.</source>
      <translation>左のツリーには、プール、ホスト、VM、テンプレート、ストレージ、ネットワークがあります。Ctrl+F キーで絞り込めます (例: os:debian)。</translation>
    </message>
    <message>
      <source>The two passwords differ.</source>
      <translation>2 つのパスワードが一致しません。</translation>
    </message>
    <message>
      <source>The unattended installation needs a password of one line.</source>
      <translation>無人インストールには 1 行のパスワードが必要です。</translation>
    </message>
    <message>
      <source>The unattended installation needs a password.</source>
      <translation>無人インストールにはパスワードが必要です。</translation>
    </message>
    <message>
      <source>The unattended installation needs a user name.</source>
      <translation>無人インストールにはユーザー名が必要です。</translation>
    </message>
    <message>
      <source>The user network of a per-user libvirt has no network boot.</source>
      <translation>ユーザー専用の libvirt のユーザーネットワークではネットワークブートを使用できません。</translation>
    </message>
    <message>
      <source>The user's key is needed: the UUID of a libvirt secret on the host.</source>
      <translation>ユーザーの鍵が必要です: ホスト上の libvirt シークレットの UUID を入力してください。</translation>
    </message>
    <message>
      <source>The user's own (session)</source>
      <translation>ユーザー専用 (session)</translation>
    </message>
    <message>
      <source>The versions of {name} differ: {groups}.</source>
      <translation>{name} のバージョンが異なります: {groups}。</translation>
    </message>
    <message>
      <source>The viewer could not be opened for {name}</source>
      <translation>{name} のビューアーを開けませんでした</translation>
    </message>
    <message>
      <source>The viewer could not be opened: its connection file can't be written to {folder}.</source>
      <translation>ビューアーを開けませんでした: 接続ファイルを {folder} に書き込めません。</translation>
    </message>
    <message>
      <source>The viewer could not be opened: the display of {name} is on a local socket, which remote-viewer can't open.</source>
      <translation>ビューアーを開けませんでした: {name} のディスプレイはローカルソケット上にあり、remote-viewer では開けません。</translation>
    </message>
    <message>
      <source>The viewer could not be opened: the program remote-viewer is not installed on this computer.</source>
      <translation>ビューアーを開けませんでした: このコンピュータにプログラム remote-viewer がインストールされていません。</translation>
    </message>
    <message>
      <source>The virtual CPUs stop; the VM stays in memory.</source>
      <translation>仮想 CPU が停止します。VM はメモリ上に残ります。</translation>
    </message>
    <message>
      <source>The virtual disk can't be read: its XML is damaged.</source>
      <translation>仮想ディスクを読み取れません: XML が破損しています。</translation>
    </message>
    <message>
      <source>The virtual disk could not be made in {name}</source>
      <translation>{name} に仮想ディスクを作成できませんでした</translation>
    </message>
    <message>
      <source>The virtual disk {name} could not be copied</source>
      <translation>仮想ディスク {name} をコピーできませんでした</translation>
    </message>
    <message>
      <source>The virtual disk {name} could not be copied to {file}</source>
      <translation>仮想ディスク {name} を {file} にコピーできませんでした</translation>
    </message>
    <message>
      <source>The virtual disk {name} could not be deleted</source>
      <translation>仮想ディスク {name} を削除できませんでした</translation>
    </message>
    <message>
      <source>The virtual disk {name} could not be downloaded</source>
      <translation>仮想ディスク {name} をダウンロードできませんでした</translation>
    </message>
    <message>
      <source>The virtual disk {name} could not be made</source>
      <translation>仮想ディスク {name} を作成できませんでした</translation>
    </message>
    <message>
      <source>The virtual disk {name} could not be overwritten</source>
      <translation>仮想ディスク {name} を上書きできませんでした</translation>
    </message>
    <message>
      <source>The virtual disk {name} could not be read</source>
      <translation>仮想ディスク {name} を読み取れませんでした</translation>
    </message>
    <message>
      <source>The virtual disk {name} could not be resized</source>
      <translation>仮想ディスク {name} のサイズを変更できませんでした</translation>
    </message>
    <message>
      <source>The virtual disk {name} could not be written</source>
      <translation>仮想ディスク {name} に書き込めませんでした</translation>
    </message>
    <message>
      <source>The virtual disks could not be listed</source>
      <translation>仮想ディスクの一覧を取得できませんでした</translation>
    </message>
    <message>
      <source>The virtual disks of {name} could not be listed</source>
      <translation>{name} の仮想ディスクの一覧を取得できませんでした</translation>
    </message>
    <message>
      <source>The virtual power button (ACPI) will be pressed.</source>
      <translation>仮想電源ボタン (ACPI) を押します。</translation>
    </message>
    <message>
      <source>The virtualization state of a VM tells whether its I/O is optimized and its Management Agent installed.</source>
      <translation>VM の仮想化の状態では、I/O が最適化されているかどうか、および管理エージェントがインストールされているかどうかを確認できます。</translation>
    </message>
    <message>
      <source>The work folder {folder} has only {amount} free; the conversion needs {needed}.</source>
      <translation>作業フォルダー {folder} の空き容量が {amount} しかありません。変換には {needed} が必要です。</translation>
    </message>
    <message>
      <source>The work folder {folder} has {amount} free.</source>
      <translation>作業フォルダー {folder} の空き容量は {amount} です。</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>テーマ</translation>
    </message>
    <message>
      <source>Theme of the system</source>
      <translation>システムのテーマ</translation>
    </message>
    <message>
      <source>Then choose “Add driver disk” for this VM: Windows loads its storage driver when it sees a virtio disk.</source>
      <translation>次に、この VM で「ドライバーディスクを追加」を選択します。Windows は virtio ディスクを検出するとストレージドライバーを読み込みます。</translation>
    </message>
    <message>
      <source>There are no ISO images in the repositories of this host.</source>
      <translation>このホストのストレージリポジトリに ISO イメージはありません。</translation>
    </message>
    <message>
      <source>There are no Windows drivers: a Windows gets SATA and an emulated network card.</source>
      <translation>Windows ドライバーがありません。Windows は SATA とエミュレートされたネットワークカードを使用します。</translation>
    </message>
    <message>
      <source>There are no earlier devices of {name} to go back to.</source>
      <translation>{name} には元に戻せる以前のデバイスがありません。</translation>
    </message>
    <message>
      <source>There are no virtio drivers for this Windows on the conversion host: the VM gets SATA and an emulated network card.</source>
      <translation>変換ホストにこの Windows 用の virtio ドライバーがありません。VM は SATA とエミュレートされたネットワークカードを使用します。</translation>
    </message>
    <message>
      <source>There are {count} virtual disks in it.</source>
      <translation>{count} 個の仮想ディスクがあります。</translation>
    </message>
    <message>
      <source>There is a host {name} already.</source>
      <translation>ホスト {name} はすでにあります。</translation>
    </message>
    <message>
      <source>There is a pool {name} already.</source>
      <translation>プール {name} はすでにあります。</translation>
    </message>
    <message>
      <source>There is already a VM called “{name}” on this host.</source>
      <translation>このホストには「{name}」という名前の VM がすでにあります。</translation>
    </message>
    <message>
      <source>There is already a host called “{name}”.</source>
      <translation>「{name}」という名前のホストがすでにあります。</translation>
    </message>
    <message>
      <source>There is more than one operating system on the disks.</source>
      <translation>ディスクに複数のオペレーティングシステムがあります。</translation>
    </message>
    <message>
      <source>There is no ISO image in any storage repository. Choose a file of this computer instead.</source>
      <translation>どのストレージリポジトリにも ISO イメージがありません。このコンピュータのファイルを選択してください。</translation>
    </message>
    <message>
      <source>There is no VM to migrate.</source>
      <translation>移行する VM がありません。</translation>
    </message>
    <message>
      <source>There is no VM {name} in it.</source>
      <translation>VM {name} は含まれていません。</translation>
    </message>
    <message>
      <source>There is no VM {name} on the hosts that can be reached; not reached: {hosts}.</source>
      <translation>到達できるホストに VM {name} はありません。到達できなかったホスト: {hosts}。</translation>
    </message>
    <message>
      <source>There is no VM {name}.</source>
      <translation>VM {name} はありません。</translation>
    </message>
    <message>
      <source>There is no family {family}; there are {families}.</source>
      <translation>ファミリー {family} はありません。指定できるのは {families} です。</translation>
    </message>
    <message>
      <source>There is no folder for private sockets: neither {first} nor {second} can be used.</source>
      <translation>プライベートソケット用のフォルダーがありません: {first} と {second} のどちらも使用できません。</translation>
    </message>
    <message>
      <source>There is no free space after its last partition.</source>
      <translation>最後のパーティションの後に空き領域がありません。</translation>
    </message>
    <message>
      <source>There is no host in the list.</source>
      <translation>一覧にホストがありません。</translation>
    </message>
    <message>
      <source>There is no host that can run it.</source>
      <translation>VM を実行できるホストがありません。</translation>
    </message>
    <message>
      <source>There is no host that the VM could be created on.</source>
      <translation>VM を作成できるホストがありません。</translation>
    </message>
    <message>
      <source>There is no host to create it on.</source>
      <translation>作成先のホストがありません。</translation>
    </message>
    <message>
      <source>There is no host {name} in the list.</source>
      <translation>一覧にホスト {name} はありません。</translation>
    </message>
    <message>
      <source>There is no host.</source>
      <translation>ホストがありません。</translation>
    </message>
    <message>
      <source>There is no leftover {id}.</source>
      <translation>残存オブジェクト {id} はありません。</translation>
    </message>
    <message>
      <source>There is no manifest: nothing says what the files have to be.</source>
      <translation>マニフェストがないため、ファイルの正しい内容を確認できません。</translation>
    </message>
    <message>
      <source>There is no network {name} in the package; there are: {names}.</source>
      <translation>パッケージにネットワーク {name} はありません。指定できるのは {names} です。</translation>
    </message>
    <message>
      <source>There is no network {name} on {host}; there are: {names}.</source>
      <translation>{host} にネットワーク {name} はありません。指定できるのは {names} です。</translation>
    </message>
    <message>
      <source>There is no network {name}.</source>
      <translation>ネットワーク {name} はありません。</translation>
    </message>
    <message>
      <source>There is no operating system {name}.</source>
      <translation>オペレーティングシステム {name} はありません。</translation>
    </message>
    <message>
      <source>There is no other host that it could go to.</source>
      <translation>移行先にできるほかのホストがありません。</translation>
    </message>
    <message>
      <source>There is no pool {name}.</source>
      <translation>プール {name} はありません。</translation>
    </message>
    <message>
      <source>There is no preparation “{kind}”.</source>
      <translation>準備の種類「{kind}」はありません。</translation>
    </message>
    <message>
      <source>There is no script for an unattended installation of this operating system.</source>
      <translation>このオペレーティングシステムの無人インストール用スクリプトがありません。</translation>
    </message>
    <message>
      <source>There is no space left in {folder}.</source>
      <translation>{folder} に空き容量がありません。</translation>
    </message>
    <message>
      <source>There is no ssh here: install the package {package}.</source>
      <translation>ここには ssh がありません。パッケージ {package} をインストールしてください。</translation>
    </message>
    <message>
      <source>There is no state {state}; there are {states}.</source>
      <translation>状態 {state} はありません。指定できるのは {states} です。</translation>
    </message>
    <message>
      <source>There is no step {step}; there are: {steps}.</source>
      <translation>項目 {step} はありません。指定できるのは {steps} です。</translation>
    </message>
    <message>
      <source>There is no storage repository {name} on {host}; there are: {names}.</source>
      <translation>{host} にストレージリポジトリ {name} はありません。指定できるのは {names} です。</translation>
    </message>
    <message>
      <source>There is no storage repository {name}; there are: {names}.</source>
      <translation>ストレージリポジトリ {name} はありません。指定できるのは {names} です。</translation>
    </message>
    <message>
      <source>There is no such file: give the whole path of an ISO image of this computer.</source>
      <translation>ファイルがありません。このコンピュータの ISO イメージの完全なパスを指定してください。</translation>
    </message>
    <message>
      <source>There is no such host (any more).</source>
      <translation>そのホストは (すでに) ありません。</translation>
    </message>
    <message>
      <source>There is no template for {system}.</source>
      <translation>{system} 用のテンプレートがありません。</translation>
    </message>
    <message>
      <source>There is no template {name}.</source>
      <translation>テンプレート {name} はありません。</translation>
    </message>
    <message>
      <source>There is not enough free space for the conversion.</source>
      <translation>変換に必要な空き容量が不足しています。</translation>
    </message>
    <message>
      <source>There is not enough space for all of it: make it thin or smaller.</source>
      <translation>全容量を確保する空きがありません。シンにするか、サイズを小さくしてください。</translation>
    </message>
    <message>
      <source>There is nothing in it.</source>
      <translation>中には何もありません。</translation>
    </message>
    <message>
      <source>There is nothing to go forward to.</source>
      <translation>次に進むものはありません。</translation>
    </message>
    <message>
      <source>There was no shadow copy of {volumes}: copied as after a power failure, over the whole time of the copy.</source>
      <translation>{volumes} のシャドウコピーはありませんでした。停電後と同じ状態で、コピーの開始から終了までの間にコピーされました。</translation>
    </message>
    <message>
      <source>These are removed inside the running guest, then it shuts down. This can't be undone.</source>
      <translation>実行中のゲストから次のものを削除し、シャットダウンします。元に戻すことはできません。</translation>
    </message>
    <message>
      <source>These changes take effect when the VM is shut down and started again.</source>
      <translation>これらの変更は、VM をシャットダウンして起動し直すと有効になります。</translation>
    </message>
    <message>
      <source>These characters can't be typed on the keyboard of the guest: {characters}</source>
      <translation>次の文字はゲストのキーボードで入力できません: {characters}</translation>
    </message>
    <message>
      <source>These could not be read, so it is not known whether a disk there is based on it: {names}.</source>
      <translation>次のものを読み取れないため、その中にこれを基にしたディスクがあるかどうか不明です: {names}。</translation>
    </message>
    <message>
      <source>These devices become virtio: {devices}. If a guest gives no sign of life within {minutes} minutes after that start, it is forced off and started again with its old devices.</source>
      <translation>次のデバイスが virtio に切り替わります: {devices}。起動後 {minutes} 分以内にゲストの動作を確認できない場合は、強制シャットダウンし、以前のデバイスで起動し直します。</translation>
    </message>
    <message>
      <source>These file systems are in use, and nothing holds them still: {mounts}.</source>
      <translation>次のファイルシステムは使用中であり、静止できません: {mounts}。</translation>
    </message>
    <message>
      <source>These hosts can't be one pool: {why}</source>
      <translation>これらのホストで 1 つのプールを作成することはできません: {why}</translation>
    </message>
    <message>
      <source>These hosts see the &amp;same folder there (it is proved when the repository is made)</source>
      <translation>これらのホストで同じフォルダーにアクセスできる (リポジトリの作成時に確認)(&amp;S)</translation>
    </message>
    <message>
      <source>These hosts see the same folder there</source>
      <translation>これらのホストで同じフォルダーにアクセスできる</translation>
    </message>
    <message>
      <source>These networks have other names on the new host, or are not there.</source>
      <translation>次のネットワークは、新しいホストでは名前が異なるか、存在しません。</translation>
    </message>
    <message>
      <source>These storage repositories could not be read, so it is not known whether a disk there is based on it: {names}.</source>
      <translation>次のストレージリポジトリを読み取れないため、その中にこれを基にしたディスクがあるかどうか不明です: {names}。</translation>
    </message>
    <message>
      <source>These storage repositories could not be read: {names}</source>
      <translation>次のストレージリポジトリを読み取れませんでした: {names}</translation>
    </message>
    <message>
      <source>They are copied as after a power failure. Copy once more what changed with its services stopped, or copy from rescue media.</source>
      <translation>停電後と同じ状態でコピーされます。サービスを停止して変更された部分をもう一度コピーするか、レスキューメディアから起動してコピーしてください。</translation>
    </message>
    <message>
      <source>They are cut off like machines that lose their power. What they have not written yet is lost.</source>
      <translation>電源を失ったマシンのように停止します。まだ書き込まれていないデータは失われます。</translation>
    </message>
    <message>
      <source>They are in {folder}.</source>
      <translation>{folder} にあります。</translation>
    </message>
    <message>
      <source>They are not started again: that is left to you, if the machine goes on.</source>
      <translation>サービスは再び起動されません。マシンを使い続ける場合は、手動で起動してください。</translation>
    </message>
    <message>
      <source>They are removed when the copy begins. Do not go on if another copy of this machine still runs.</source>
      <translation>コピーの開始時に削除されます。このマシンの別のコピーがまだ実行中の場合は、続行しないでください。</translation>
    </message>
    <message>
      <source>They run &amp;on: their disks as they are at one moment</source>
      <translation>実行を継続し、ディスクのある時点の状態をエクスポートする(&amp;O)</translation>
    </message>
    <message>
      <source>They run on</source>
      <translation>実行を継続</translation>
    </message>
    <message>
      <source>Thin</source>
      <translation>シン</translation>
    </message>
    <message>
      <source>Thin: take space as it is written</source>
      <translation>シン: 書き込まれた分だけ容量を使用</translation>
    </message>
    <message>
      <source>Thin: take space only for what is written</source>
      <translation>シン: 書き込まれた分だけ容量を使用</translation>
    </message>
    <message>
      <source>Thin: takes space as it fills</source>
      <translation>シン: 書き込まれた分だけ容量を使用</translation>
    </message>
    <message>
      <source>This VM has no disks.</source>
      <translation>この VM にはディスクがありません。</translation>
    </message>
    <message>
      <source>This VM has no network interface.</source>
      <translation>この VM にはネットワークインターフェイスがありません。</translation>
    </message>
    <message>
      <source>This VM has no screen. The Console tab shows its text console.</source>
      <translation>この VM には画面がありません。テキストコンソールは [コンソール] タブに表示されます。</translation>
    </message>
    <message>
      <source>This computer</source>
      <translation>このコンピュータ</translation>
    </message>
    <message>
      <source>This computer (system)</source>
      <translation>このコンピュータ (システム)</translation>
    </message>
    <message>
      <source>This computer also has a system libvirt, with VMs that all its users share. It can be reached.</source>
      <translation>このコンピュータには、すべてのユーザーが VM を共有するシステムの libvirt もあり、接続できます。</translation>
    </message>
    <message>
      <source>This computer can't listen on port {port}.</source>
      <translation>このコンピュータではポート {port} で待ち受けることができません。</translation>
    </message>
    <message>
      <source>This computer has no hardware virtualization (KVM), or it is switched off in its firmware: VMs run under emulation, slowly.</source>
      <translation>このコンピュータにはハードウェア仮想化 (KVM) がないか、ファームウェアで無効になっています。VM はエミュレーションで低速に動作します。</translation>
    </message>
    <message>
      <source>This computer has no libvirt daemon, so no VMs can run on it.</source>
      <translation>このコンピュータには libvirt デーモンがないため、VM を実行できません。</translation>
    </message>
    <message>
      <source>This computer has no network address.</source>
      <translation>このコンピュータにはネットワークアドレスがありません。</translation>
    </message>
    <message>
      <source>This conversion has failed.</source>
      <translation>この変換は失敗しました。</translation>
    </message>
    <message>
      <source>This conversion writes its result itself (-o {output}): there is nothing to be made of it here.</source>
      <translation>この変換は結果を自身で書き込みます (-o {output})。ここで作成するものはありません。</translation>
    </message>
    <message>
      <source>This disk is in no storage repository of its host: it can't be resized here.</source>
      <translation>このディスクはホストのストレージリポジトリにないため、ここではサイズを変更できません。</translation>
    </message>
    <message>
      <source>This disk is still being read.</source>
      <translation>このディスクはまだ読み取り中です。</translation>
    </message>
    <message>
      <source>This hardware suits nearly every system. It can be switched to virtio later.</source>
      <translation>このハードウェアはほとんどのシステムで使用できます。後で virtio に切り替えることができます。</translation>
    </message>
    <message>
      <source>This host does not reach the disk {disk} on {storage}, and Xen copies no disks while a VM runs.</source>
      <translation>このホストは {storage} のディスク {disk} にアクセスできません。また、Xen では VM の実行中にディスクをコピーできません。</translation>
    </message>
    <message>
      <source>This host does not reach the disk {disk} on {storage}; it has to be copied (migrate with storage).</source>
      <translation>このホストは {storage} のディスク {disk} にアクセスできないため、コピーする必要があります (ストレージも移行)。</translation>
    </message>
    <message>
      <source>This host does not reach the disk {disk}, and a read-only or shared disk is not copied.</source>
      <translation>このホストはディスク {disk} にアクセスできません。また、読み取り専用または共有のディスクはコピーされません。</translation>
    </message>
    <message>
      <source>This host has a definition of this VM already.</source>
      <translation>このホストにはこの VM の定義がすでにあります。</translation>
    </message>
    <message>
      <source>This host has another VM of the name {name}.</source>
      <translation>このホストには {name} という名前の別の VM があります。</translation>
    </message>
    <message>
      <source>This host has no active network for {network}.</source>
      <translation>このホストには {network} に対応するアクティブなネットワークがありません。</translation>
    </message>
    <message>
      <source>This host has no active storage repository for the disk {disk}.</source>
      <translation>このホストには、ディスク {disk} 用のアクティブなストレージリポジトリがありません。</translation>
    </message>
    <message>
      <source>This host has no storage repository that disks can be written into.</source>
      <translation>このホストには、ディスクを書き込めるストレージリポジトリがありません。</translation>
    </message>
    <message>
      <source>This host has no storage repository.</source>
      <translation>このホストにはストレージリポジトリがありません。</translation>
    </message>
    <message>
      <source>This host has no virtual network. VMs use a user network (outgoing only) or a bridge.</source>
      <translation>このホストには仮想ネットワークがありません。VM はユーザーネットワーク (外向きのみ) またはブリッジを使用します。</translation>
    </message>
    <message>
      <source>This host is a per-user libvirt. Its VMs reach the outside over the user network; nothing outside reaches them.</source>
      <translation>このホストはユーザー専用の libvirt です。VM はユーザーネットワークを通じて外部に接続できますが、外部から VM には到達できません。</translation>
    </message>
    <message>
      <source>This host is in the list already.</source>
      <translation>このホストはすでに一覧にあります。</translation>
    </message>
    <message>
      <source>This host offers no hardware acceleration (KVM).</source>
      <translation>このホストではハードウェアアクセラレーション (KVM) を使用できません。</translation>
    </message>
    <message>
      <source>This host runs no VMs of the type {type}.</source>
      <translation>このホストは種類 {type} の VM を実行できません。</translation>
    </message>
    <message>
      <source>This host's CPU has not all the features that the VM uses.</source>
      <translation>このホストの CPU には、VM が使用する機能の一部がありません。</translation>
    </message>
    <message>
      <source>This host's hypervisor does not know the machine type {machine}.</source>
      <translation>このホストのハイパーバイザーはマシンタイプ {machine} に対応していません。</translation>
    </message>
    <message>
      <source>This host's libvirt does not announce changes; press F5 to read them.</source>
      <translation>このホストの libvirt は変更を通知しません。F5 キーを押すと変更を読み取ります。</translation>
    </message>
    <message>
      <source>This host's libvirt does not announce these changes.</source>
      <translation>このホストの libvirt は、これらの変更を通知しません。</translation>
    </message>
    <message>
      <source>This host's libvirt has no network driver.</source>
      <translation>このホストの libvirt にはネットワークドライバーがありません。</translation>
    </message>
    <message>
      <source>This host's libvirt has no storage driver.</source>
      <translation>このホストの libvirt にはストレージドライバーがありません。</translation>
    </message>
    <message>
      <source>This hypervisor can't start a kernel and initrd directly.</source>
      <translation>このハイパーバイザーはカーネルと initrd を直接起動できません。</translation>
    </message>
    <message>
      <source>This hypervisor does not tell the state of guest tools.</source>
      <translation>このハイパーバイザーはゲストツールの状態を通知しません。</translation>
    </message>
    <message>
      <source>This image can't be booted: the VM will not start from it.</source>
      <translation>このイメージはブートできません。VM はこのイメージから起動しません。</translation>
    </message>
    <message>
      <source>This is a drive: its disc is changed in the Console tab.</source>
      <translation>これはドライブです。メディアは [コンソール] タブで変更します。</translation>
    </message>
    <message>
      <source>This is not a public ssh key.</source>
      <translation>これは ssh 公開鍵ではありません。</translation>
    </message>
    <message>
      <source>This is the size that it has.</source>
      <translation>現在のサイズと同じです。</translation>
    </message>
    <message>
      <source>This machine can be copied.</source>
      <translation>このマシンはコピーできます。</translation>
    </message>
    <message>
      <source>This machine is a virtual machine already ({hypervisor}).</source>
      <translation>このマシンはすでに仮想マシンです ({hypervisor})。</translation>
    </message>
    <message>
      <source>This medium is {os}, but the template is {template}.</source>
      <translation>このメディアは {os} ですが、テンプレートは {template} です。</translation>
    </message>
    <message>
      <source>This script was made for one machine, and another one uses it already.</source>
      <translation>このスクリプトは 1 台のマシン専用であり、別のマシンがすでに使用しています。</translation>
    </message>
    <message>
      <source>This text has a character that can't be stored with a VM.</source>
      <translation>このテキストには、VM に保存できない文字が含まれています。</translation>
    </message>
    <message>
      <source>Throw your answers away?</source>
      <translation>入力内容を破棄しますか?</translation>
    </message>
    <message>
      <source>Tick all of its disks, or what is on it may be missing in the VM.</source>
      <translation>すべてのディスクを選択してください。選択しないと、内容が VM に引き継がれない可能性があります。</translation>
    </message>
    <message>
      <source>Time since startup</source>
      <translation>起動後の経過時間</translation>
    </message>
    <message>
      <source>Time zone</source>
      <translation>タイムゾーン</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>タイトル</translation>
    </message>
    <message>
      <source>To a host that it can't migrate to, of another pool too: exported and imported in one go, while it is off. The original goes last.</source>
      <translation>別のプールのホストなど、移行できないホストに移動します。停止中にエクスポートとインポートを一度に行い、元の VM は最後に削除します。</translation>
    </message>
    <message>
      <source>To another host: while it runs, or while it is off. Also by dragging it onto a host in the tree.</source>
      <translation>別のホストに、実行中または停止中に移行します。ツリーのホストにドラッグすることもできます。</translation>
    </message>
    <message>
      <source>To show this screen here, install the package {debian} (Fedora: {fedora}) and start Virtdeck again.</source>
      <translation>ここに画面を表示するには、パッケージ {debian} (Fedora では {fedora}) をインストールして Virtdeck を起動し直してください。</translation>
    </message>
    <message>
      <source>Together</source>
      <translation>合計</translation>
    </message>
    <message>
      <source>Toolbar</source>
      <translation>ツールバー</translation>
    </message>
    <message>
      <source>Tools</source>
      <translation>ツール</translation>
    </message>
    <message>
      <source>Tools ISO</source>
      <translation>ツール ISO</translation>
    </message>
    <message>
      <source>Tools disc</source>
      <translation>ツール ISO</translation>
    </message>
    <message>
      <source>Topology</source>
      <translation>トポロジ</translation>
    </message>
    <message>
      <source>Trust this certificate</source>
      <translation>この証明書を信頼</translation>
    </message>
    <message>
      <source>Trust this host key</source>
      <translation>このホストキーを信頼</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>再試行</translation>
    </message>
    <message>
      <source>Try again and type it.</source>
      <translation>もう一度実行して、入力してください。</translation>
    </message>
    <message>
      <source>Try again, or open the screen in the viewer.</source>
      <translation>再試行するか、ビューアーで画面を開いてください。</translation>
    </message>
    <message>
      <source>Try again; if it happens again, look at the hosts' storage.</source>
      <translation>もう一度実行してください。再び発生する場合は、ホストのストレージを確認してください。</translation>
    </message>
    <message>
      <source>Turn it off before the last copy:  powercfg /h off</source>
      <translation>最後のコピーの前に無効にしてください:  powercfg /h off</translation>
    </message>
    <message>
      <source>Turn off</source>
      <translation>オフにする</translation>
    </message>
    <message>
      <source>Turn off Fast Startup and hibernation.</source>
      <translation>高速スタートアップと休止状態を無効にしてください。</translation>
    </message>
    <message>
      <source>Two VMs have the name {name}.</source>
      <translation>2 台の VM に同じ名前 {name} が指定されています。</translation>
    </message>
    <message>
      <source>Two clones have this MAC address.</source>
      <translation>2 つの複製がこの MAC アドレスです。</translation>
    </message>
    <message>
      <source>Two clones have this address.</source>
      <translation>2 つの複製がこのアドレスです。</translation>
    </message>
    <message>
      <source>Two clones have this name.</source>
      <translation>2 つの複製がこの名前です。</translation>
    </message>
    <message>
      <source>Type</source>
      <translation>種類</translation>
    </message>
    <message>
      <source>Type into the guest: {command}</source>
      <translation>ゲストに入力: {command}</translation>
    </message>
    <message>
      <source>Type it for me</source>
      <translation>自動入力</translation>
    </message>
    <message>
      <source>Type it in.</source>
      <translation>手動で入力してください。</translation>
    </message>
    <message>
      <source>Type the clipboard's text</source>
      <translation>クリップボードのテキストを入力</translation>
    </message>
    <message>
      <source>Type “yes” to delete:</source>
      <translation>削除するには yes と入力してください:</translation>
    </message>
    <message>
      <source>Types a “stty” command: a serial line does not tell sizes.</source>
      <translation>「stty」コマンドを入力します。シリアル回線ではサイズが伝わりません。</translation>
    </message>
    <message>
      <source>Types of storage</source>
      <translation>ストレージの種類</translation>
    </message>
    <message>
      <source>Types this line into the guest's screen, with Enter, as if on its keyboard.</source>
      <translation>この行を、キーボードから入力するようにゲストの画面に入力し、Enter キーを押します。</translation>
    </message>
    <message>
      <source>UEFI with Secure Boot</source>
      <translation>UEFI (セキュアブート)</translation>
    </message>
    <message>
      <source>URI</source>
      <translation>URI</translation>
    </message>
    <message>
      <source>URL of the key</source>
      <translation>鍵の URL</translation>
    </message>
    <message>
      <source>US keyboard</source>
      <translation>英語 (US) キーボード</translation>
    </message>
    <message>
      <source>USB</source>
      <translation>USB</translation>
    </message>
    <message>
      <source>USED BY</source>
      <translation>使用元</translation>
    </message>
    <message>
      <source>UUID</source>
      <translation>UUID</translation>
    </message>
    <message>
      <source>UUID of the libvirt secret on the host that has the user's key</source>
      <translation>ユーザーの鍵を持つ、ホスト上の libvirt シークレットの UUID</translation>
    </message>
    <message>
      <source>Ubuntu</source>
      <translation>Ubuntu</translation>
    </message>
    <message>
      <source>Unattended</source>
      <translation>無人インストール</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>元に戻す</translation>
    </message>
    <message>
      <source>Undo my changes in the table</source>
      <translation>表の変更を元に戻す</translation>
    </message>
    <message>
      <source>Unfinished template</source>
      <translation>未完成のテンプレート</translation>
    </message>
    <message>
      <source>Unit of {what}</source>
      <translation>{what}の単位</translation>
    </message>
    <message>
      <source>Unknown (please wait)</source>
      <translation>不明 (お待ちください)</translation>
    </message>
    <message>
      <source>Unknown certificate of {host}</source>
      <translation>{host} の未登録の証明書</translation>
    </message>
    <message>
      <source>Unknown host key of {host}</source>
      <translation>{host} の未登録のホストキー</translation>
    </message>
    <message>
      <source>Unmount it in the guest first.</source>
      <translation>先にゲストでマウントを解除してください。</translation>
    </message>
    <message>
      <source>Unmount it in the guest, or shut the VM down first.</source>
      <translation>ゲストでマウントを解除するか、先に VM をシャットダウンしてください。</translation>
    </message>
    <message>
      <source>Unmount it in the guest, then take it out again.</source>
      <translation>ゲストでマウントを解除してから、もう一度取り出してください。</translation>
    </message>
    <message>
      <source>Unpack it first.</source>
      <translation>先に展開してください。</translation>
    </message>
    <message>
      <source>Unpause</source>
      <translation>ポーズ解除</translation>
    </message>
    <message>
      <source>Unpause {name}</source>
      <translation>{name} のポーズ解除</translation>
    </message>
    <message>
      <source>Unplug</source>
      <translation>ケーブルを外す</translation>
    </message>
    <message>
      <source>Unplug a network cable of {name}</source>
      <translation>{name} のネットワークケーブルの取り外し</translation>
    </message>
    <message>
      <source>Update I/O drivers and Management Agent</source>
      <translation>I/O ドライバーおよび管理エージェントをアップデート</translation>
    </message>
    <message>
      <source>Update the host's ssh server, or allow its algorithms for this host in your ssh configuration.</source>
      <translation>ホストの ssh サーバーを更新するか、ssh の設定でこのホストのアルゴリズムを許可してください。</translation>
    </message>
    <message>
      <source>Update {hosts} to {version}. Until then VMs move live from older to newer hosts, not always back.</source>
      <translation>{hosts} を {version} に更新してください。それまで、古いホストから新しいホストへのライブ移行は可能ですが、逆方向はできない場合があります。</translation>
    </message>
    <message>
      <source>Upload…</source>
      <translation>アップロード…</translation>
    </message>
    <message>
      <source>Uptime</source>
      <translation>稼働時間</translation>
    </message>
    <message>
      <source>Us&amp;er name</source>
      <translation>ユーザー名(&amp;E)</translation>
    </message>
    <message>
      <source>Use --connect URI, or add a host in Virtdeck.</source>
      <translation>--connect URI を指定するか、Virtdeck でホストを追加してください。</translation>
    </message>
    <message>
      <source>Use --copy, or rename it first.</source>
      <translation>--copy を指定するか、先に名前を変更してください。</translation>
    </message>
    <message>
      <source>Use --host.</source>
      <translation>--host を指定してください。</translation>
    </message>
    <message>
      <source>Use --live, or shut it down first.</source>
      <translation>--live を指定するか、先にシャットダウンしてください。</translation>
    </message>
    <message>
      <source>Use --yes.</source>
      <translation>--yes を指定してください。</translation>
    </message>
    <message>
      <source>Use a seed medium (cloud-init) instead, or prepare the source while it runs.</source>
      <translation>代わりにシードメディア (cloud-init) を使用するか、複製元を実行中に準備してください。</translation>
    </message>
    <message>
      <source>Use an address like qemu+ssh://user@host/system or qemu:///system.</source>
      <translation>qemu+ssh://user@host/system や qemu:///system のようなアドレスを使用してください。</translation>
    </message>
    <message>
      <source>Use it</source>
      <translation>使用する</translation>
    </message>
    <message>
      <source>Use it as the installation medium of a new VM.</source>
      <translation>新しい VM のインストールメディアとして使用してください。</translation>
    </message>
    <message>
      <source>Use letters, digits, and no spaces or quotation marks.</source>
      <translation>英数字を使用してください。空白と引用符は使用できません。</translation>
    </message>
    <message>
      <source>Use the URI.</source>
      <translation>URI を指定してください。</translation>
    </message>
    <message>
      <source>Use the UUID, or --host.</source>
      <translation>UUID または --host を指定してください。</translation>
    </message>
    <message>
      <source>Use the existing storage repository or choose another place.</source>
      <translation>既存のストレージリポジトリを使用するか、別の場所を選択してください。</translation>
    </message>
    <message>
      <source>Use the id (pool-list --json).</source>
      <translation>プールの ID を指定してください (pool-list --json)。</translation>
    </message>
    <message>
      <source>Use the template {template}.</source>
      <translation>テンプレート {template} を使用してください。</translation>
    </message>
    <message>
      <source>Use “-” or a space instead.</source>
      <translation>代わりに「-」または空白を使用してください。</translation>
    </message>
    <message>
      <source>Use “{verb}”.</source>
      <translation>「{verb}」を使用してください。</translation>
    </message>
    <message>
      <source>Used</source>
      <translation>使用中</translation>
    </message>
    <message>
      <source>Used by</source>
      <translation>使用元</translation>
    </message>
    <message>
      <source>Used when the guests are prepared (next page).</source>
      <translation>ゲストを準備する場合に使用されます (次のページ)。</translation>
    </message>
    <message>
      <source>Used where it is if the host can read it there, else copied to a storage repository.</source>
      <translation>ホストがその場所で読み取れる場合はそのまま使用し、読み取れない場合はストレージリポジトリにコピーします。</translation>
    </message>
    <message>
      <source>User</source>
      <translation>ユーザー</translation>
    </message>
    <message>
      <source>User name</source>
      <translation>ユーザー名</translation>
    </message>
    <message>
      <source>User network (outgoing only)</source>
      <translation>ユーザーネットワーク (外向きのみ)</translation>
    </message>
    <message>
      <source>User network: outgoing connections only. Nothing outside reaches this address.</source>
      <translation>ユーザーネットワーク: 外向きの接続のみ可能です。外部からこのアドレスには到達できません。</translation>
    </message>
    <message>
      <source>Users' histories</source>
      <translation>ユーザーの履歴</translation>
    </message>
    <message>
      <source>V&amp;M</source>
      <translation>VM(&amp;M)</translation>
    </message>
    <message>
      <source>VHD, dynamic</source>
      <translation>VHD、可変サイズ</translation>
    </message>
    <message>
      <source>VM</source>
      <translation>VM</translation>
    </message>
    <message>
      <source>VM {number}</source>
      <translation>VM {number}</translation>
    </message>
    <message>
      <source>VMDK, compressed (the usual one)</source>
      <translation>VMDK、圧縮 (標準)</translation>
    </message>
    <message>
      <source>VMS</source>
      <translation>VM</translation>
    </message>
    <message>
      <source>VMs</source>
      <translation>VM</translation>
    </message>
    <message>
      <source>VMs and reasons</source>
      <translation>VM と理由</translation>
    </message>
    <message>
      <source>VMs and what they need</source>
      <translation>VM と必要な対処</translation>
    </message>
    <message>
      <source>VMs are in the network of a bridge that the host has already, as if plugged in there.</source>
      <translation>VM は、ホストの既存のブリッジに直接つながれたように、そのネットワークに接続されます。</translation>
    </message>
    <message>
      <source>VMs can be made of it without questions (Quick create)</source>
      <translation>質問なしで VM を作成できるようにする (クイック作成)</translation>
    </message>
    <message>
      <source>VMs have addresses that the routers around the host know.</source>
      <translation>VM には、ホスト周辺のルーターが認識するアドレスが割り当てられます。</translation>
    </message>
    <message>
      <source>VMs made of it get no network card.</source>
      <translation>作成した VM にはネットワークカードがありません。</translation>
    </message>
    <message>
      <source>VMs reach each other and the host, and nothing else.</source>
      <translation>VM は VM 同士とホストにのみ到達できます。</translation>
    </message>
    <message>
      <source>VMs reach the outside through the host's address; nobody outside reaches them.</source>
      <translation>VM はホストのアドレスを通じて外部に接続できますが、外部から VM には到達できません。</translation>
    </message>
    <message>
      <source>VMs run under emulation: much slower.</source>
      <translation>VM はエミュレーションで実行されます。大幅に低速です。</translation>
    </message>
    <message>
      <source>VMs that run</source>
      <translation>実行中の VM</translation>
    </message>
    <message>
      <source>VMs that run: live: their disks as they are at one moment; shutdown: shut down, export, start again (default: live)</source>
      <translation>実行中の VM。live: ディスクのある時点の状態をエクスポートする、shutdown: シャットダウンしてエクスポートし、起動し直す (デフォルト: live)</translation>
    </message>
    <message>
      <source>Valid for</source>
      <translation>有効期間</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>値</translation>
    </message>
    <message>
      <source>Verbs that change VMs print a list with one object a VM: name, uuid, host, ok, state, error.</source>
      <translation>VM を変更するコマンドは、VM ごとに 1 つのオブジェクト (name、uuid、host、ok、state、error) のリストを出力します。</translation>
    </message>
    <message>
      <source>Verify that {name} runs with virtio</source>
      <translation>{name} の virtio での動作の確認</translation>
    </message>
    <message>
      <source>Verify {file}</source>
      <translation>{file} の検証</translation>
    </message>
    <message>
      <source>Version {version}</source>
      <translation>バージョン {version}</translation>
    </message>
    <message>
      <source>Versions and places</source>
      <translation>バージョンと保存場所</translation>
    </message>
    <message>
      <source>Video adapter</source>
      <translation>ビデオアダプター</translation>
    </message>
    <message>
      <source>View</source>
      <translation>表示</translation>
    </message>
    <message>
      <source>View only</source>
      <translation>表示のみ</translation>
    </message>
    <message>
      <source>View only: nothing you do here reaches the VM.</source>
      <translation>表示のみ: 操作は VM に送られません。</translation>
    </message>
    <message>
      <source>Virtdeck can't make VMs on this hypervisor.</source>
      <translation>このハイパーバイザーでは VM を作成できません。</translation>
    </message>
    <message>
      <source>Virtdeck can't open a window: the display {name} does not answer, or it refuses this user. Start it in your desktop session, or over ssh with “ssh -X”. virtdeckctl works without a display.</source>
      <translation>ウィンドウを開けません: ディスプレイ {name} が応答しないか、このユーザーを拒否しています。デスクトップセッションで起動するか、ssh 経由の場合は「ssh -X」を使用してください。virtdeckctl はディスプレイなしで動作します。</translation>
    </message>
    <message>
      <source>Virtdeck can't open a window: there is no display here. Start it in a desktop session, or over ssh with “ssh -X”. virtdeckctl works without a display.</source>
      <translation>ウィンドウを開けません: ここにはディスプレイがありません。デスクトップセッションで起動するか、ssh 経由の場合は「ssh -X」を使用してください。virtdeckctl はディスプレイなしで動作します。</translation>
    </message>
    <message>
      <source>Virtdeck connects as soon as the host answers.</source>
      <translation>ホストが応答すると、Virtdeck は自動的に接続します。</translation>
    </message>
    <message>
      <source>Virtdeck could not write to {path}: {why}.</source>
      <translation>{path} に書き込めませんでした: {why}。</translation>
    </message>
    <message>
      <source>Virtdeck does not create VMs on this kind of host; it shows and runs those that are there.</source>
      <translation>この種類のホストでは VM を作成できません。既存の VM の表示と実行のみ可能です。</translation>
    </message>
    <message>
      <source>Virtdeck imports into QEMU hosts only.</source>
      <translation>インポート先にできるのは QEMU ホストのみです。</translation>
    </message>
    <message>
      <source>Virtdeck is closing: nothing new is started.</source>
      <translation>Virtdeck は終了処理中のため、新しい処理を開始できません。</translation>
    </message>
    <message>
      <source>Virtdeck makes no storage repositories on this kind of host.</source>
      <translation>この種類のホストでは、Virtdeck でストレージリポジトリを作成できません。</translation>
    </message>
    <message>
      <source>Virtdeck reconnects by itself.</source>
      <translation>Virtdeck は自動的に再接続します。</translation>
    </message>
    <message>
      <source>Virtdeck reconnects by itself; try again when the host is back.</source>
      <translation>Virtdeck は自動的に再接続します。ホストが復帰してからもう一度実行してください。</translation>
    </message>
    <message>
      <source>Virtdeck starts a small kernel under KVM once. If it does not come up in time, emulation is used.</source>
      <translation>小さなカーネルを KVM で一度起動します。時間内に起動しない場合は、エミュレーションを使用します。</translation>
    </message>
    <message>
      <source>Virtdeck without a screen: the same hosts, VMs and operations.</source>
      <translation>画面を使わない Virtdeck: 同じホスト、VM、操作を扱えます。</translation>
    </message>
    <message>
      <source>Virtio devices; the system has their drivers</source>
      <translation>virtio デバイスを使用 (システムにドライバーあり)</translation>
    </message>
    <message>
      <source>Virtio drivers come by themselves.</source>
      <translation>virtio ドライバーは自動的に受信されます。</translation>
    </message>
    <message>
      <source>Virtio drivers come by themselves. Server Core 2016 does not get them: use the tools ISO there.</source>
      <translation>virtio ドライバーは自動的に受信されます。Server Core 2016 では受信できないため、ツール ISO を使用してください。</translation>
    </message>
    <message>
      <source>Virtual CPUs</source>
      <translation>仮想 CPU</translation>
    </message>
    <message>
      <source>Virtual CPUs at mos&amp;t</source>
      <translation>仮想 CPU の最大数(&amp;T)</translation>
    </message>
    <message>
      <source>Virtual CPUs at most</source>
      <translation>仮想 CPU の最大数</translation>
    </message>
    <message>
      <source>Virtual disk</source>
      <translation>仮想ディスク</translation>
    </message>
    <message>
      <source>Virtual disks</source>
      <translation>仮想ディスク</translation>
    </message>
    <message>
      <source>Virtual machines</source>
      <translation>仮想マシン</translation>
    </message>
    <message>
      <source>Virtualization mode</source>
      <translation>仮想化モード</translation>
    </message>
    <message>
      <source>Virtualization state</source>
      <translation>仮想化の状態</translation>
    </message>
    <message>
      <source>Volume group</source>
      <translation>ボリュームグループ</translation>
    </message>
    <message>
      <source>WHAT TO DO</source>
      <translation>対処方法</translation>
    </message>
    <message>
      <source>WHEN</source>
      <translation>日時</translation>
    </message>
    <message>
      <source>Wait for a guest with &amp;virtio</source>
      <translation>virtio ゲストの待ち時間(&amp;V)</translation>
    </message>
    <message>
      <source>Wait for a guest with virtio</source>
      <translation>virtio ゲストの待ち時間</translation>
    </message>
    <message>
      <source>Wait for a shutdown</source>
      <translation>シャットダウンの待ち時間</translation>
    </message>
    <message>
      <source>Wait longer and reboot it again, or use Force reboot.</source>
      <translation>待ち時間を長くしてもう一度再起動するか、[強制再起動] を使用してください。</translation>
    </message>
    <message>
      <source>Wait longer and shut it down again, or use Force off.</source>
      <translation>待ち時間を長くしてもう一度シャットダウンするか、[強制シャットダウン] を使用してください。</translation>
    </message>
    <message>
      <source>Wait until that is done: look at /proc/mdstat there.</source>
      <translation>完了するまでお待ちください。進行状況はマシンの /proc/mdstat で確認できます。</translation>
    </message>
    <message>
      <source>Wait until the other job has ended and try again.</source>
      <translation>別のジョブが終了してから、もう一度実行してください。</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>待機中</translation>
    </message>
    <message>
      <source>Waiting for a sign of life of the guest</source>
      <translation>ゲストの応答を待機中</translation>
    </message>
    <message>
      <source>Waiting for the machine</source>
      <translation>マシンを待機中</translation>
    </message>
    <message>
      <source>Waiting for the machine on port {port} ({addresses}).</source>
      <translation>ポート {port} ({addresses}) でマシンを待機中です。</translation>
    </message>
    <message>
      <source>Waiting for the machine: boot it from virt-p2v media.</source>
      <translation>マシンを待機中: virt-p2v メディアから起動してください。</translation>
    </message>
    <message>
      <source>Waiting for the machine: boot it from virt-p2v media; its settings are in {folder}</source>
      <translation>マシンを待機中: virt-p2v メディアから起動してください (設定の場所: {folder})</translation>
    </message>
    <message>
      <source>Waiting for the machine: run the script there.</source>
      <translation>マシンを待機中: マシンでスクリプトを実行してください。</translation>
    </message>
    <message>
      <source>Waiting for {host}, to remove what was made there</source>
      <translation>作成したものを削除するため、{host} を待機中</translation>
    </message>
    <message>
      <source>Waiting until {host} shows that it is off</source>
      <translation>{host} で停止が確認されるのを待機中</translation>
    </message>
    <message>
      <source>Warn of disk chains from this &amp;depth on</source>
      <translation>ディスクチェーンを警告する深さ(&amp;D)</translation>
    </message>
    <message>
      <source>Warn of disk chains from this depth on</source>
      <translation>ディスクチェーンを警告する深さ</translation>
    </message>
    <message>
      <source>Warning</source>
      <translation>警告</translation>
    </message>
    <message>
      <source>Warnings</source>
      <translation>警告</translation>
    </message>
    <message>
      <source>What</source>
      <translation>項目</translation>
    </message>
    <message>
      <source>What VMs this host can run can't be read: the XML is damaged.</source>
      <translation>このホストで実行できる VM の情報を読み取れません: XML が破損しています。</translation>
    </message>
    <message>
      <source>What Virtdeck keeps in the VM's metadata can't be read: the XML is damaged.</source>
      <translation>VM のメタデータ内の Virtdeck の情報を読み取れません: XML が破損しています。</translation>
    </message>
    <message>
      <source>What a running VM made of it can grow to.</source>
      <translation>このテンプレートから作成した VM で、実行中に増やすことができる数です。</translation>
    </message>
    <message>
      <source>What answers at {host} is not an ssh server, or it is not ready.</source>
      <translation>{host} で応答しているのは ssh サーバーではないか、ssh サーバーの準備ができていません。</translation>
    </message>
    <message>
      <source>What becomes of the original?</source>
      <translation>元の VM をどうしますか?</translation>
    </message>
    <message>
      <source>What happened</source>
      <translation>内容</translation>
    </message>
    <message>
      <source>What happened to this object: events of its host and the tasks that were run on it. A double click goes to the object.</source>
      <translation>このオブジェクトで起こったこと (ホストのイベントと、実行されたタスク) です。ダブルクリックするとオブジェクトに移動します。</translation>
    </message>
    <message>
      <source>What happens, or why it can't be chosen</source>
      <translation>実行内容、または選択できない理由</translation>
    </message>
    <message>
      <source>What happens, or why it can't be exported</source>
      <translation>実行内容、またはエクスポートできない理由</translation>
    </message>
    <message>
      <source>What is &amp;removed</source>
      <translation>削除する項目(&amp;R)</translation>
    </message>
    <message>
      <source>What is done</source>
      <translation>実行する内容</translation>
    </message>
    <message>
      <source>What is in it stays where it is.</source>
      <translation>その内容はそのまま残ります。</translation>
    </message>
    <message>
      <source>What is in it stays.</source>
      <translation>その内容は残ります。</translation>
    </message>
    <message>
      <source>What is inside</source>
      <translation>含まれているもの</translation>
    </message>
    <message>
      <source>What is it called, and how large is it?</source>
      <translation>VM の名前とサイズを入力してください</translation>
    </message>
    <message>
      <source>What is it called, and what is it for?</source>
      <translation>テンプレートの名前と用途を入力してください</translation>
    </message>
    <message>
      <source>What is it for?</source>
      <translation>テンプレートの用途を入力してください</translation>
    </message>
    <message>
      <source>What is not taken over</source>
      <translation>引き継がれないもの</translation>
    </message>
    <message>
      <source>What is offered there</source>
      <translation>提供されているもの</translation>
    </message>
    <message>
      <source>What is on it</source>
      <translation>内容</translation>
    </message>
    <message>
      <source>What is on it is still being read.</source>
      <translation>ホストの内容を読み取っています。</translation>
    </message>
    <message>
      <source>What is shown is what was last known.</source>
      <translation>最後に確認された内容を表示しています。</translation>
    </message>
    <message>
      <source>What is signed is the manifest: make one, or do not sign.</source>
      <translation>署名の対象はマニフェストです。マニフェストを作成するか、署名しないでください。</translation>
    </message>
    <message>
      <source>What is the template made of?</source>
      <translation>テンプレートを何から作成しますか?</translation>
    </message>
    <message>
      <source>What is there can't be listed for this type of storage.</source>
      <translation>この種類のストレージでは、一覧を取得できません。</translation>
    </message>
    <message>
      <source>What is to be done in the machine before it is copied and shut down</source>
      <translation>コピーとシャットダウンの前にマシンで行う作業</translation>
    </message>
    <message>
      <source>What is written is read back from the host and compared with what was read here.</source>
      <translation>書き込んだ内容をホストから読み直し、ここで読み取った内容と比較します。</translation>
    </message>
    <message>
      <source>What it can do is still being read.</source>
      <translation>機能をまだ読み込んでいます。</translation>
    </message>
    <message>
      <source>What it has</source>
      <translation>構成</translation>
    </message>
    <message>
      <source>What it has, or why it can't be chosen</source>
      <translation>ホストの内容、または選択できない理由</translation>
    </message>
    <message>
      <source>What it is</source>
      <translation>内容</translation>
    </message>
    <message>
      <source>What it is called on its hosts</source>
      <translation>ホストでの名前</translation>
    </message>
    <message>
      <source>What kind of storage is it?</source>
      <translation>ストレージの種類を選択してください</translation>
    </message>
    <message>
      <source>What mends it</source>
      <translation>対処方法</translation>
    </message>
    <message>
      <source>What should be exported?</source>
      <translation>何をエクスポートしますか?</translation>
    </message>
    <message>
      <source>What should be imported?</source>
      <translation>何をインポートしますか?</translation>
    </message>
    <message>
      <source>What should go with it?</source>
      <translation>エクスポートのオプションを指定してください</translation>
    </message>
    <message>
      <source>What should it be called?</source>
      <translation>VM の名前を入力してください</translation>
    </message>
    <message>
      <source>What should the new VM be made from?</source>
      <translation>新しい VM を何から作成しますか?</translation>
    </message>
    <message>
      <source>What should the pool be called?</source>
      <translation>プールの名前を入力してください</translation>
    </message>
    <message>
      <source>What was found</source>
      <translation>検出された内容</translation>
    </message>
    <message>
      <source>What will be made</source>
      <translation>作成される内容</translation>
    </message>
    <message>
      <source>What writes to several of them, like a database, is better stopped: only Windows Server makes shadow copies of one moment.</source>
      <translation>データベースなど、複数のボリュームに書き込むものは停止することをお勧めします。同じ時点のシャドウコピーを作成できるのは Windows Server のみです。</translation>
    </message>
    <message>
      <source>What you start shows at the bottom; Ctrl+T opens the list of tasks.</source>
      <translation>開始した操作は下部に表示されます。Ctrl+T キーでタスクの一覧が開きます。</translation>
    </message>
    <message>
      <source>What you start shows here, with its progress and, when it fails, the reason.</source>
      <translation>開始した操作の進行状況が表示されます。失敗した場合はその理由も表示されます。</translation>
    </message>
    <message>
      <source>When</source>
      <translation>日時</translation>
    </message>
    <message>
      <source>When it crashes</source>
      <translation>クラッシュ時の動作</translation>
    </message>
    <message>
      <source>When it has booted, the General tab shows I/O optimized and Management Agent installed, with its addresses.</source>
      <translation>起動が完了すると、[全般] タブに「I/O が最適化されました」「管理エージェントがインストールされました」とアドレスが表示されます。</translation>
    </message>
    <message>
      <source>When the General tab offers it, choose “Switch to virtio at next start”.</source>
      <translation>[全般] タブに表示されたら、「次回の起動時に virtio に切り替え」を選択します。</translation>
    </message>
    <message>
      <source>When the installer finds no disk, choose “Load driver”: the drivers are on the second CD.</source>
      <translation>インストーラーでディスクが表示されない場合は、[ドライバーの読み込み] を選択してください。ドライバーは 2 枚目の CD にあります。</translation>
    </message>
    <message>
      <source>When the management agent answers, the disc that was in the drive is given back.</source>
      <translation>管理エージェントが応答すると、ドライブのメディアは元に戻されます。</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>場所</translation>
    </message>
    <message>
      <source>Where are its disks kept?</source>
      <translation>ディスクをどこに保存しますか?</translation>
    </message>
    <message>
      <source>Where do its disks go?</source>
      <translation>ディスクの保存先を選択してください</translation>
    </message>
    <message>
      <source>Where do they run?</source>
      <translation>どこで実行しますか?</translation>
    </message>
    <message>
      <source>Where does it run, and what is it called?</source>
      <translation>実行するホストと VM の名前を指定してください</translation>
    </message>
    <message>
      <source>Where does the operating system come from?</source>
      <translation>オペレーティングシステムをどこからインストールしますか?</translation>
    </message>
    <message>
      <source>Where is it converted, and is everything there?</source>
      <translation>変換するホストと必要なものを確認してください</translation>
    </message>
    <message>
      <source>Where is it?</source>
      <translation>ストレージの場所を入力してください</translation>
    </message>
    <message>
      <source>Where should it go?</source>
      <translation>どこに移行しますか?</translation>
    </message>
    <message>
      <source>Where should it run?</source>
      <translation>どのホストで実行しますか?</translation>
    </message>
    <message>
      <source>Where should the files go?</source>
      <translation>ファイルをどこに保存しますか?</translation>
    </message>
    <message>
      <source>Where the host sees it, for example /var/lib/libvirt/images</source>
      <translation>ホストから見えるパス (例: /var/lib/libvirt/images)</translation>
    </message>
    <message>
      <source>Whether the guest has its I/O drivers is not known yet.</source>
      <translation>ゲストに I/O ドライバーがあるかどうか、まだ不明です。</translation>
    </message>
    <message>
      <source>Whether {hosts} reach the others can't be told: only ssh hosts can be asked.</source>
      <translation>{hosts} がほかのホストに到達できるかどうか不明です。確認できるのは ssh のホストのみです。</translation>
    </message>
    <message>
      <source>Whether {name} has the drivers is seen only while it runs and its management agent answers.</source>
      <translation>{name} にドライバーがあるかどうかは、実行中で管理エージェントが応答しているときにのみ確認できます。</translation>
    </message>
    <message>
      <source>Which disks and volumes are copied?</source>
      <translation>どのディスクとボリュームをコピーしますか?</translation>
    </message>
    <message>
      <source>Which disks do VMs made of it get?</source>
      <translation>作成した VM にどのディスクを使用しますか?</translation>
    </message>
    <message>
      <source>Which hosts belong to it?</source>
      <translation>どのホストをプールに追加しますか?</translation>
    </message>
    <message>
      <source>Which hosts see the same folder as “{name}”?</source>
      <translation>「{name}」と同じフォルダーにアクセスできるホストを選択してください</translation>
    </message>
    <message>
      <source>Which hosts shall join {name}?</source>
      <translation>どのホストを {name} に追加しますか?</translation>
    </message>
    <message>
      <source>Which hosts should use it?</source>
      <translation>どのホストで使用しますか?</translation>
    </message>
    <message>
      <source>Which kind of file should it become?</source>
      <translation>どの形式でエクスポートしますか?</translation>
    </message>
    <message>
      <source>Which machine is it?</source>
      <translation>対象のマシンを指定してください</translation>
    </message>
    <message>
      <source>Which network is it plugged into?</source>
      <translation>どのネットワークに接続しますか?</translation>
    </message>
    <message>
      <source>Which networks are VMs made of it connected to?</source>
      <translation>作成した VM をどのネットワークに接続しますか?</translation>
    </message>
    <message>
      <source>Which networks are its network cards in there?</source>
      <translation>移動先でネットワークカードをどのネットワークに接続しますか?</translation>
    </message>
    <message>
      <source>Which networks are its network cards in?</source>
      <translation>ネットワークカードをどのネットワークに接続しますか?</translation>
    </message>
    <message>
      <source>Which networks is it connected to?</source>
      <translation>どのネットワークに接続しますか?</translation>
    </message>
    <message>
      <source>Which pool shall the {n} hosts join?</source>
      <translation>{n} 台のホストをどのプールに追加しますか?</translation>
    </message>
    <message>
      <source>Which pool shall {host} join?</source>
      <translation>{host} をどのプールに追加しますか?</translation>
    </message>
    <message>
      <source>Which tasks</source>
      <translation>表示するタスク</translation>
    </message>
    <message>
      <source>Who made it, and is it complete?</source>
      <translation>作成者と完全性を確認してください</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>理由</translation>
    </message>
    <message>
      <source>Why it can't be chosen</source>
      <translation>選択できない理由</translation>
    </message>
    <message>
      <source>Wi&amp;thdraw</source>
      <translation>準備を取り消す(&amp;T)</translation>
    </message>
    <message>
      <source>Wi&amp;thdraw the script</source>
      <translation>スクリプトを取り消す(&amp;T)</translation>
    </message>
    <message>
      <source>Window</source>
      <translation>ウィンドウ</translation>
    </message>
    <message>
      <source>Windows</source>
      <translation>Windows</translation>
    </message>
    <message>
      <source>Windows Update brings drivers for virtio devices only, and this VM has none.</source>
      <translation>Windows Update で提供されるのは virtio デバイスのドライバーのみですが、この VM には virtio デバイスがありません。</translation>
    </message>
    <message>
      <source>Windows did not answer the questions about its hardware.</source>
      <translation>Windows がハードウェアに関する問い合わせに応答しませんでした。</translation>
    </message>
    <message>
      <source>Windows drivers: {place}</source>
      <translation>Windows ドライバー: {place}</translation>
    </message>
    <message>
      <source>Windows finds its fixed address again by the MAC address only.</source>
      <translation>Windows の固定アドレスは、MAC アドレスが同じ場合にのみ引き継がれます。</translation>
    </message>
    <message>
      <source>Windows gets no virtio drivers: the VM has a SATA disk and an emulated network card.</source>
      <translation>Windows に virtio ドライバーがインストールされません。VM は SATA ディスクとエミュレートされたネットワークカードを使用します。</translation>
    </message>
    <message>
      <source>Windows has no virtio drivers, and the host has none to give.</source>
      <translation>Windows に virtio ドライバーがなく、ホストにも用意されていません。</translation>
    </message>
    <message>
      <source>Windows in {name} has not loaded a virtio storage driver: it would not find its disk.</source>
      <translation>{name} の Windows は virtio ストレージドライバーを読み込んでいないため、切り替えるとディスクが見つからなくなります。</translation>
    </message>
    <message>
      <source>Windows is at its first start: it restarts several times while it installs its drivers. Wait until its agent answers.</source>
      <translation>Windows の初回起動中です。ドライバーのインストール中に数回再起動します。エージェントが応答するまでお待ちください。</translation>
    </message>
    <message>
      <source>Windows loads its virtio storage driver when it sees a virtio disk. The disk is small, and goes when Windows runs with virtio.</source>
      <translation>Windows は virtio ディスクを検出すると virtio ストレージドライバーを読み込みます。この小さなディスクは、Windows が virtio で動作すると削除されます。</translation>
    </message>
    <message>
      <source>Windows may ask for its licence again: the hardware is another. Activate it when it is in the network.</source>
      <translation>ハードウェアが変わったため、Windows がライセンス認証を再度求めることがあります。ネットワークに接続してから認証してください。</translation>
    </message>
    <message>
      <source>Windows needs a product key for an unattended installation.</source>
      <translation>Windows の無人インストールにはプロダクトキーが必要です。</translation>
    </message>
    <message>
      <source>Windows needs virtio drivers, which the conversion installs.</source>
      <translation>Windows に必要な virtio ドライバーが、変換時にインストールされます。</translation>
    </message>
    <message>
      <source>Windows on the disk is hibernated or was not shut down cleanly.</source>
      <translation>ディスクの Windows が休止状態であるか、正常にシャットダウンされていません。</translation>
    </message>
    <message>
      <source>Windows on {name} is hibernated: its file systems must not be changed.</source>
      <translation>{name} の Windows が休止状態です。ファイルシステムを変更できません。</translation>
    </message>
    <message>
      <source>Windows prepares itself and shuts down. Do not start it again before it is cloned or converted to a template.</source>
      <translation>Windows が準備を行い、シャットダウンします。複製またはテンプレートへの変換が終わるまで、起動しないでください。</translation>
    </message>
    <message>
      <source>Windows' own program sysprep removes what makes this Windows unique, and shuts it down. The answer file answers its first start.</source>
      <translation>Windows 自身のプログラム sysprep が Windows の固有情報を削除し、シャットダウンします。応答ファイルは初回起動時の質問に回答します。</translation>
    </message>
    <message>
      <source>Windows: a small virtio disk, so that it loads its storage driver</source>
      <translation>Windows: ストレージドライバーを読み込ませるための小さな virtio ディスクを追加する</translation>
    </message>
    <message>
      <source>Windows: field of its answer file</source>
      <translation>Windows: 応答ファイルの項目</translation>
    </message>
    <message>
      <source>Windows: file with the administrator's password</source>
      <translation>Windows: 管理者のパスワードを含むファイル</translation>
    </message>
    <message>
      <source>With a network the package manager alone will do, without the disc.</source>
      <translation>ネットワークがある場合は、ISO を使わずにパッケージマネージャーだけでインストールできます。</translation>
    </message>
    <message>
      <source>With storage: disks are copied there.</source>
      <translation>ストレージも移行: ディスクをコピーします。</translation>
    </message>
    <message>
      <source>With the snapshots</source>
      <translation>スナップショットを含める</translation>
    </message>
    <message>
      <source>With virt-p2v</source>
      <translation>virt-p2v を使用</translation>
    </message>
    <message>
      <source>Without --connect: the configured hosts, and this computer's own per-user libvirt. The same without a window: virtdeckctl.</source>
      <translation>--connect を指定しない場合は、設定済みのホストと、このコンピュータのユーザー専用の libvirt を使用します。ウィンドウなしで同じ操作をするには virtdeckctl を使います。</translation>
    </message>
    <message>
      <source>Without its memory</source>
      <translation>メモリを除く</translation>
    </message>
    <message>
      <source>Without tag</source>
      <translation>タグなし</translation>
    </message>
    <message>
      <source>Without these a machine can still be copied: “copy only” needs nothing but libvirt.</source>
      <translation>これらがない場合もマシンをコピーできます。「コピーのみ」に必要なのは libvirt だけです。</translation>
    </message>
    <message>
      <source>Without this they are deleted when the VM is at its new home, as far as nothing else uses them.</source>
      <translation>選択しない場合、VM の移行後に、ほかで使用されていない元のディスクが削除されます。</translation>
    </message>
    <message>
      <source>Wizards and dialogs</source>
      <translation>ウィザードとダイアログ</translation>
    </message>
    <message>
      <source>Woke up</source>
      <translation>スリープから復帰しました</translation>
    </message>
    <message>
      <source>Words, all of which must match: names, addresses, UUIDs.
Also os:debian  state:running  tag:web  host:alpha  ip:192.0.2</source>
      <translation>名前、アドレス、UUID の一部を入力します。すべての語に一致するものが表示されます。
次の形式も使用できます: os:debian  state:running  tag:web  host:alpha  ip:192.0.2</translation>
    </message>
    <message>
      <source>Works everywhere, but is many times slower.</source>
      <translation>どこでも動作しますが、大幅に低速になります。</translation>
    </message>
    <message>
      <source>Write a name or address, with user and port where they are not the usual ones:  root@server.example:22</source>
      <translation>名前またはアドレスを入力してください。ユーザーとポートは標準と異なる場合に指定します:  root@server.example:22</translation>
    </message>
    <message>
      <source>Write it like qemu+ssh://root@host/system, qemu:///session or xen+ssh://root@host/system.</source>
      <translation>qemu+ssh://root@host/system、qemu:///session、xen+ssh://root@host/system のように入力してください。</translation>
    </message>
    <message>
      <source>Write it like qemu:///session or qemu+ssh://user@host/system.</source>
      <translation>qemu:///session や qemu+ssh://user@host/system のように入力してください。</translation>
    </message>
    <message>
      <source>Write the whole path, beginning with a slash.</source>
      <translation>スラッシュで始まる完全なパスを入力してください。</translation>
    </message>
    <message>
      <source>Write “{line}” into sshd_config there, and reload the server.</source>
      <translation>そのホストの sshd_config に「{line}」と記述し、サーバーに再読み込みさせてください。</translation>
    </message>
    <message>
      <source>Writing a marker through {host}</source>
      <translation>{host} から目印を書き込み中</translation>
    </message>
    <message>
      <source>Writing the result</source>
      <translation>結果を書き込み中</translation>
    </message>
    <message>
      <source>X.509 certificate (PEM)</source>
      <translation>X.509 証明書 (PEM)</translation>
    </message>
    <message>
      <source>XML of the VM</source>
      <translation>VM の XML</translation>
    </message>
    <message>
      <source>XML of the VMs</source>
      <translation>VM の XML</translation>
    </message>
    <message>
      <source>XML of the first clone</source>
      <translation>最初の複製の XML</translation>
    </message>
    <message>
      <source>XML of the storage repository</source>
      <translation>ストレージリポジトリの XML</translation>
    </message>
    <message>
      <source>XVA</source>
      <translation>XVA</translation>
    </message>
    <message>
      <source>XVA of XenServer or XCP-ng</source>
      <translation>XenServer または XCP-ng の XVA</translation>
    </message>
    <message>
      <source>Xen</source>
      <translation>Xen</translation>
    </message>
    <message>
      <source>Xen can't keep a network card disconnected: the cards that are not to be connected are left out.</source>
      <translation>Xen ではネットワークカードを未接続の状態にできないため、接続しないネットワークカードは除外されます。</translation>
    </message>
    <message>
      <source>Yes</source>
      <translation>はい</translation>
    </message>
    <message>
      <source>Yes, by its source</source>
      <translation>はい (ソースで判断)</translation>
    </message>
    <message>
      <source>Yes, declared and proved</source>
      <translation>はい (宣言および確認済み)</translation>
    </message>
    <message>
      <source>You are not allowed to read {path}.</source>
      <translation>{path} を読み取る権限がありません。</translation>
    </message>
    <message>
      <source>You are not allowed to use hardware virtualization (/dev/kvm; join the group kvm): VMs run under emulation, slowly.</source>
      <translation>ハードウェア仮想化 (/dev/kvm) を使用する権限がありません (グループ kvm に参加してください)。VM はエミュレーションで低速に動作します。</translation>
    </message>
    <message>
      <source>You are not allowed to use the libvirt of this computer.</source>
      <translation>このコンピュータの libvirt を使用する権限がありません。</translation>
    </message>
    <message>
      <source>You are root, and this computer does not allow the user namespace in which Virtdeck runs a private libvirt for root.</source>
      <translation>root で実行していますが、このコンピュータでは、Virtdeck が root 用のプライベート libvirt を実行するためのユーザー名前空間が許可されていません。</translation>
    </message>
    <message>
      <source>You are root: Virtdeck uses a private, unprivileged libvirt of its own; the system libvirt is not touched.</source>
      <translation>root で実行しています。Virtdeck は専用の非特権プライベート libvirt を使用し、システムの libvirt には影響しません。</translation>
    </message>
    <message>
      <source>You may use it.</source>
      <translation>使用を許可されています。</translation>
    </message>
    <message>
      <source>Your ssh configuration has an error, so ssh does not start.</source>
      <translation>ssh の設定に誤りがあるため、ssh が起動しません。</translation>
    </message>
    <message>
      <source>ZFS pool</source>
      <translation>ZFS プール</translation>
    </message>
    <message>
      <source>a block lies where none can be</source>
      <translation>ブロックの位置が正しくありません</translation>
    </message>
    <message>
      <source>a captured disk, or a folder of them (VHD, VHDX, VMDK, raw, E01); may be repeated</source>
      <translation>取得済みのディスク、またはそのフォルダー (VHD、VHDX、VMDK、raw、E01、繰り返し指定可)</translation>
    </message>
    <message>
      <source>a certificate (PEM) of a signer that you trust; may be repeated</source>
      <translation>信頼する署名者の証明書 (PEM、繰り返し指定可)</translation>
    </message>
    <message>
      <source>a chunk is damaged</source>
      <translation>チャンクが破損しています</translation>
    </message>
    <message>
      <source>a compressed part has an impossible size ({n} bytes)</source>
      <translation>圧縮された部分のサイズが正しくありません ({n} バイト)</translation>
    </message>
    <message>
      <source>a copy with the MAC addresses that it had (default: new ones)</source>
      <translation>元の MAC アドレスを使用するコピー (デフォルト: 新しい MAC アドレス)</translation>
    </message>
    <message>
      <source>a copy, with a new UUID and new MAC addresses</source>
      <translation>新しい UUID と新しい MAC アドレスを使用するコピー</translation>
    </message>
    <message>
      <source>a disk is described twice, or without an id</source>
      <translation>ディスクが 2 回記述されているか、ID がありません</translation>
    </message>
    <message>
      <source>a disk is missing</source>
      <translation>ディスクが欠けています</translation>
    </message>
    <message>
      <source>a disk; may be repeated (default: the template's)</source>
      <translation>ディスク (繰り返し指定可、デフォルト: テンプレートのディスク)</translation>
    </message>
    <message>
      <source>a drive refers to a disk {name} that the package does not describe</source>
      <translation>パッケージに記述のないディスク {name} をドライブが参照しています</translation>
    </message>
    <message>
      <source>a drive refers to a file {name} that the package does not have</source>
      <translation>パッケージにないファイル {name} をドライブが参照しています</translation>
    </message>
    <message>
      <source>a file with the password of the key</source>
      <translation>鍵のパスワードを含むファイル</translation>
    </message>
    <message>
      <source>a file, or an address that begins with https://</source>
      <translation>ファイル、または https:// で始まるアドレス</translation>
    </message>
    <message>
      <source>a file, or an http(s) address; its kind is found by its content</source>
      <translation>ファイル、または http(s) アドレス (種類は内容から判定されます)</translation>
    </message>
    <message>
      <source>a folder is not a file</source>
      <translation>フォルダーはファイルではありません</translation>
    </message>
    <message>
      <source>a folder, or the file (several files: a folder)</source>
      <translation>フォルダーまたはファイル (ファイルが複数の場合はフォルダー)</translation>
    </message>
    <message>
      <source>a grain lies where none can be</source>
      <translation>グレインの位置が正しくありません</translation>
    </message>
    <message>
      <source>a header extension has an impossible length</source>
      <translation>ヘッダー拡張の長さが正しくありません</translation>
    </message>
    <message>
      <source>a licence text that importers have to accept; may be repeated</source>
      <translation>インポート時に同意が必要なライセンステキスト (繰り返し指定可)</translation>
    </message>
    <message>
      <source>a line of its descriptor can't be read ({line})</source>
      <translation>ディスクリプターの行を読み取れません ({line})</translation>
    </message>
    <message>
      <source>a line of the manifest can't be read</source>
      <translation>マニフェストの行を読み取れません</translation>
    </message>
    <message>
      <source>a member of a structure is damaged</source>
      <translation>構造体のメンバーが破損しています</translation>
    </message>
    <message>
      <source>a network of its host; “user” = the user network</source>
      <translation>ホストのネットワーク (「user」= ユーザーネットワーク)</translation>
    </message>
    <message>
      <source>a network that has another name there; OLD= leaves the card out</source>
      <translation>移動先で別の名前を持つネットワーク (OLD= でネットワークカードを除外)</translation>
    </message>
    <message>
      <source>a network that has another name there; may be repeated</source>
      <translation>移行先で別の名前を持つネットワーク (繰り返し指定可)</translation>
    </message>
    <message>
      <source>a network, “user”, or bridge:NAME; may be repeated (default: the host's)</source>
      <translation>ネットワーク、「user」、または bridge:NAME (繰り返し指定可、デフォルト: ホストのネットワーク)</translation>
    </message>
    <message>
      <source>a new one</source>
      <translation>新規</translation>
    </message>
    <message>
      <source>a part of the disk is not in it</source>
      <translation>ディスクの一部が含まれていません</translation>
    </message>
    <message>
      <source>a part of the image lies behind the end of the disk</source>
      <translation>イメージの一部がディスクの末尾を超えています</translation>
    </message>
    <message>
      <source>a part of the image lies behind the end of the disk, or is not aligned</source>
      <translation>イメージの一部がディスクの末尾を超えているか、境界に揃っていません</translation>
    </message>
    <message>
      <source>a part of the path is not a folder</source>
      <translation>パスの途中にフォルダーでないものがあります</translation>
    </message>
    <message>
      <source>a public ssh key that may log on as root</source>
      <translation>root でのログインを許可する ssh 公開鍵</translation>
    </message>
    <message>
      <source>a section's checksum is wrong</source>
      <translation>セクションのチェックサムが正しくありません</translation>
    </message>
    <message>
      <source>a table has an impossible size</source>
      <translation>テーブルのサイズが正しくありません</translation>
    </message>
    <message>
      <source>a template is made from one thing: --from-vm, --from-image or --os</source>
      <translation>テンプレートの作成元は --from-vm、--from-image、--os のいずれか 1 つです</translation>
    </message>
    <message>
      <source>a template made of a VM has the hardware of the VM; these do not go with it: {words}</source>
      <translation>VM から作成するテンプレートは VM のハードウェアを使用します。次のオプションは指定できません: {words}</translation>
    </message>
    <message>
      <source>about 1 minute</source>
      <translation>約 1 分</translation>
    </message>
    <message>
      <source>about {n} hours</source>
      <translation>約 {n} 時間</translation>
    </message>
    <message>
      <source>about {n} min</source>
      <translation>約 {n} 分</translation>
    </message>
    <message>
      <source>about {n} minutes</source>
      <translation>約 {n} 分</translation>
    </message>
    <message>
      <source>about {n} s</source>
      <translation>約 {n} 秒</translation>
    </message>
    <message>
      <source>accept the licences in the package</source>
      <translation>パッケージ内のライセンスに同意する</translation>
    </message>
    <message>
      <source>active</source>
      <translation>アクティブ</translation>
    </message>
    <message>
      <source>add the channel that the management agent needs</source>
      <translation>管理エージェントに必要なチャネルを追加する</translation>
    </message>
    <message>
      <source>address of the conversion host, as the machine reaches it</source>
      <translation>マシンから到達できる変換ホストのアドレス</translation>
    </message>
    <message>
      <source>addresses for DHCP (default: all that are free; “none” = no DHCP)</source>
      <translation>DHCP のアドレス (デフォルト: 空いているすべて、「none」= DHCP なし)</translation>
    </message>
    <message>
      <source>all is well</source>
      <translation>問題なし</translation>
    </message>
    <message>
      <source>all of them</source>
      <translation>すべて</translation>
    </message>
    <message>
      <source>all that the host can emulate</source>
      <translation>ホストがエミュレートできるすべて</translation>
    </message>
    <message>
      <source>all, or for example: sda sdb</source>
      <translation>すべて (一部のみの例: sda sdb)</translation>
    </message>
    <message>
      <source>also build a bootable image with virt-p2v-make-disk</source>
      <translation>virt-p2v-make-disk でブートイメージもビルドする</translation>
    </message>
    <message>
      <source>also look whether its ssh server lets virt-p2v work</source>
      <translation>ssh サーバーで virt-p2v が動作できるかどうかも確認する</translation>
    </message>
    <message>
      <source>also open this host, for this run only (may be repeated)</source>
      <translation>このホストも開く (今回の実行のみ、繰り返し指定可)</translation>
    </message>
    <message>
      <source>also start libguestfs' small system once</source>
      <translation>libguestfs の小さなシステムも一度起動する</translation>
    </message>
    <message>
      <source>an extended header has an impossible size</source>
      <translation>拡張ヘッダーのサイズが正しくありません</translation>
    </message>
    <message>
      <source>an extent is of a kind that is not known ({kind})</source>
      <translation>エクステントの種類 ({kind}) に対応していません</translation>
    </message>
    <message>
      <source>an image with snapshots belongs to no disk, or is not in the package</source>
      <translation>スナップショットを含むイメージに対応するディスクがないか、イメージがパッケージに含まれていません</translation>
    </message>
    <message>
      <source>an object is described twice, or without a reference</source>
      <translation>オブジェクトが 2 回記述されているか、参照がありません</translation>
    </message>
    <message>
      <source>another job is using it</source>
      <translation>別のジョブが使用中です</translation>
    </message>
    <message>
      <source>another name at the new host</source>
      <translation>移動先のホストでの別の名前</translation>
    </message>
    <message>
      <source>any device</source>
      <translation>任意のデバイス</translation>
    </message>
    <message>
      <source>any free one</source>
      <translation>空いているポート</translation>
    </message>
    <message>
      <source>as after a power failure</source>
      <translation>停電後と同じ状態</translation>
    </message>
    <message>
      <source>as it was in this snapshot of it (full copy by default)</source>
      <translation>このスナップショットの時点の状態で複製する (デフォルトは完全なコピー)</translation>
    </message>
    <message>
      <source>as it was read last, without asking the hosts</source>
      <translation>ホストに問い合わせず、最後に読み取った内容を表示する</translation>
    </message>
    <message>
      <source>as it was read on {when}</source>
      <translation>{when} に読み取った内容</translation>
    </message>
    <message>
      <source>as the machine has it</source>
      <translation>マシンと同じ</translation>
    </message>
    <message>
      <source>as the machine reaches it</source>
      <translation>マシンから到達できるアドレス</translation>
    </message>
    <message>
      <source>as the machine's disk needs it</source>
      <translation>マシンのディスクに合わせる</translation>
    </message>
    <message>
      <source>ask the hosts whether they fit together (CPU, clocks, reach)</source>
      <translation>ホストの組み合わせ (CPU、時計、到達性) を確認する</translation>
    </message>
    <message>
      <source>asleep</source>
      <translation>スリープ</translation>
    </message>
    <message>
      <source>base {n}</source>
      <translation>基のディスク {n}</translation>
    </message>
    <message>
      <source>bhyve (FreeBSD)</source>
      <translation>bhyve (FreeBSD)</translation>
    </message>
    <message>
      <source>blank</source>
      <translation>空白</translation>
    </message>
    <message>
      <source>boot files</source>
      <translation>ブートファイル</translation>
    </message>
    <message>
      <source>boots from here</source>
      <translation>ここからブート</translation>
    </message>
    <message>
      <source>cable unplugged</source>
      <translation>ケーブル未接続</translation>
    </message>
    <message>
      <source>can take part</source>
      <translation>実行できます</translation>
    </message>
    <message>
      <source>captured images do not change</source>
      <translation>イメージは変化しません</translation>
    </message>
    <message>
      <source>carried over (Windows)</source>
      <translation>引き継ぐ (Windows)</translation>
    </message>
    <message>
      <source>channel for the guest agent</source>
      <translation>ゲストエージェント用のチャネル</translation>
    </message>
    <message>
      <source>chosen here</source>
      <translation>ここで選択</translation>
    </message>
    <message>
      <source>common options</source>
      <translation>共通オプション</translation>
    </message>
    <message>
      <source>connected</source>
      <translation>接続</translation>
    </message>
    <message>
      <source>connecting</source>
      <translation>接続中</translation>
    </message>
    <message>
      <source>connection lost</source>
      <translation>接続切れ</translation>
    </message>
    <message>
      <source>conversion host</source>
      <translation>変換ホスト</translation>
    </message>
    <message>
      <source>convert</source>
      <translation>変換</translation>
    </message>
    <message>
      <source>convert this VM, or with --copy a full copy of it</source>
      <translation>この VM、または --copy を指定した場合はその完全なコピーをテンプレートに変換する</translation>
    </message>
    <message>
      <source>converting</source>
      <translation>変換中</translation>
    </message>
    <message>
      <source>copied only: nothing inside is changed</source>
      <translation>コピーのみ: 内部は何も変更しない</translation>
    </message>
    <message>
      <source>copied to {storage}</source>
      <translation>{storage} にコピー</translation>
    </message>
    <message>
      <source>copy an ISO image of this computer to the host's ISO library first</source>
      <translation>このコンピュータの ISO イメージを先にホストの ISO ライブラリにコピーする</translation>
    </message>
    <message>
      <source>copy only</source>
      <translation>コピーのみ</translation>
    </message>
    <message>
      <source>copy the disks that the other host does not reach, and delete the old ones at the end</source>
      <translation>移行先のホストがアクセスできないディスクをコピーし、最後に元のディスクを削除する</translation>
    </message>
    <message>
      <source>copy this disk image of this computer (qcow2 or raw, such as a cloud image)</source>
      <translation>このコンピュータのディスクイメージ (qcow2 または raw、クラウドイメージなど) をコピーする</translation>
    </message>
    <message>
      <source>crashed</source>
      <translation>クラッシュ</translation>
    </message>
    <message>
      <source>current</source>
      <translation>現在</translation>
    </message>
    <message>
      <source>custom templates instead of VMs</source>
      <translation>VM の代わりにカスタムテンプレートを表示する</translation>
    </message>
    <message>
      <source>custom templates of all hosts, with the clones that depend on them</source>
      <translation>すべてのホストのカスタムテンプレートと、それに依存する複製</translation>
    </message>
    <message>
      <source>data</source>
      <translation>データ</translation>
    </message>
    <message>
      <source>decided by a check</source>
      <translation>確認により決定</translation>
    </message>
    <message>
      <source>default</source>
      <translation>既定値</translation>
    </message>
    <message>
      <source>default: cow where that is possible, else full</source>
      <translation>デフォルト: 可能な場合は cow、それ以外は full</translation>
    </message>
    <message>
      <source>delete all its disks that nothing else uses</source>
      <translation>ほかで使用されていないディスクをすべて削除する</translation>
    </message>
    <message>
      <source>delete all virtual disks in it first; refused where one is used</source>
      <translation>先にその中の仮想ディスクをすべて削除する (使用中のものがある場合は拒否)</translation>
    </message>
    <message>
      <source>delete its disks too; refused while other disks are based on them</source>
      <translation>ディスクも削除する (ほかのディスクの基になっている場合は拒否)</translation>
    </message>
    <message>
      <source>delete this disk of it; may be repeated</source>
      <translation>VM のこのディスクを削除する (繰り返し指定可)</translation>
    </message>
    <message>
      <source>description of the new VM</source>
      <translation>新しい VM の説明</translation>
    </message>
    <message>
      <source>description of the template</source>
      <translation>テンプレートの説明</translation>
    </message>
    <message>
      <source>digests in an ova or ovf (default: sha256)</source>
      <translation>ova または ovf のダイジェスト (デフォルト: sha256)</translation>
    </message>
    <message>
      <source>dir, fs: prove that all these hosts see the same folder; else nothing is made</source>
      <translation>dir、fs: これらのホストがすべて同じフォルダーにアクセスできることを確認する (確認できない場合は何も作成しない)</translation>
    </message>
    <message>
      <source>disconnected</source>
      <translation>未接続</translation>
    </message>
    <message>
      <source>disk image</source>
      <translation>ディスクイメージ</translation>
    </message>
    <message>
      <source>disk {size} {format}</source>
      <translation>ディスク {size} {format}</translation>
    </message>
    <message>
      <source>do not ask</source>
      <translation>確認しない</translation>
    </message>
    <message>
      <source>do not ask: what is removed does not come back</source>
      <translation>確認しない (削除したものは元に戻りません)</translation>
    </message>
    <message>
      <source>do not connect and ask the hosts</source>
      <translation>ホストに接続せず、確認もしない</translation>
    </message>
    <message>
      <source>do not convert: SATA disks and an e1000e card, the guest as it is</source>
      <translation>変換しない: SATA ディスクと e1000e カードを使用し、ゲストはそのままにする</translation>
    </message>
    <message>
      <source>do not delete the old disks</source>
      <translation>元のディスクを削除しない</translation>
    </message>
    <message>
      <source>do not read again and compare what was written</source>
      <translation>書き込んだ内容の読み直しと比較を行わない</translation>
    </message>
    <message>
      <source>do not start it</source>
      <translation>開始しない</translation>
    </message>
    <message>
      <source>do not start it (as without --start)</source>
      <translation>VM を起動しない (--start を指定しない場合と同じ)</translation>
    </message>
    <message>
      <source>do not start it with the host</source>
      <translation>ホストと同時に開始しない</translation>
    </message>
    <message>
      <source>do not start them with the host</source>
      <translation>ホストと同時に開始しない</translation>
    </message>
    <message>
      <source>does not answer</source>
      <translation>応答なし</translation>
    </message>
    <message>
      <source>done</source>
      <translation>完了</translation>
    </message>
    <message>
      <source>drivers, boot loader and agent for a VM (virt-v2v)</source>
      <translation>VM 用のドライバー、ブートローダー、エージェント (virt-v2v)</translation>
    </message>
    <message>
      <source>dynamic disk</source>
      <translation>ダイナミックディスク</translation>
    </message>
    <message>
      <source>each layer makes reading slower: “virtdeckctl vm-flatten {name}” restores the disk speed</source>
      <translation>階層が増えるほど読み取りが遅くなります。「virtdeckctl vm-flatten {name}」でディスク速度を復元できます</translation>
    </message>
    <message>
      <source>empty</source>
      <translation>空</translation>
    </message>
    <message>
      <source>emulated, version {version}</source>
      <translation>エミュレート、バージョン {version}</translation>
    </message>
    <message>
      <source>encrypted (BitLocker)</source>
      <translation>暗号化 (BitLocker)</translation>
    </message>
    <message>
      <source>encrypted (LUKS)</source>
      <translation>暗号化 (LUKS)</translation>
    </message>
    <message>
      <source>error</source>
      <translation>エラー</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>失敗</translation>
    </message>
    <message>
      <source>fails</source>
      <translation>失敗</translation>
    </message>
    <message>
      <source>file</source>
      <translation>ファイル</translation>
    </message>
    <message>
      <source>file with the passphrase or recovery key of encrypted disks</source>
      <translation>暗号化されたディスクのパスフレーズまたは回復キーのファイル</translation>
    </message>
    <message>
      <source>firmware (default: the machine's)</source>
      <translation>ファームウェア (デフォルト: マシンのファームウェア)</translation>
    </message>
    <message>
      <source>firmware (default: the template's)</source>
      <translation>ファームウェア (デフォルト: テンプレートのファームウェア)</translation>
    </message>
    <message>
      <source>fixed addresses of a Windows are not carried over</source>
      <translation>Windows の固定アドレスを引き継がない</translation>
    </message>
    <message>
      <source>floppy</source>
      <translation>フロッピー</translation>
    </message>
    <message>
      <source>folder or mount point on the host</source>
      <translation>ホスト上のフォルダーまたはマウントポイント</translation>
    </message>
    <message>
      <source>follow this one (its folder, or the machine's name) to its end</source>
      <translation>この変換 (フォルダーまたはマシンの名前) を最後まで監視する</translation>
    </message>
    <message>
      <source>for example {name}</source>
      <translation>例: {name}</translation>
    </message>
    <message>
      <source>force it off first if it runs</source>
      <translation>実行中の場合は先に強制シャットダウンする</translation>
    </message>
    <message>
      <source>format (default: the usual one there)</source>
      <translation>形式 (デフォルト: そのストレージの標準)</translation>
    </message>
    <message>
      <source>format of the disks (default: qcow2 in folders, else raw)</source>
      <translation>ディスクの形式 (デフォルト: フォルダーでは qcow2、それ以外は raw)</translation>
    </message>
    <message>
      <source>from XenStore</source>
      <translation>XenStore から取得</translation>
    </message>
    <message>
      <source>from a shadow copy</source>
      <translation>シャドウコピーから</translation>
    </message>
    <message>
      <source>from a snapshot of the logical volume</source>
      <translation>論理ボリュームのスナップショットから</translation>
    </message>
    <message>
      <source>from the DHCP lease</source>
      <translation>DHCP リースから取得</translation>
    </message>
    <message>
      <source>from the host's ARP table</source>
      <translation>ホストの ARP テーブルから取得</translation>
    </message>
    <message>
      <source>from the management agent</source>
      <translation>管理エージェントから取得</translation>
    </message>
    <message>
      <source>from the next start</source>
      <translation>次回の起動時から</translation>
    </message>
    <message>
      <source>from virt-p2v</source>
      <translation>virt-p2v から</translation>
    </message>
    <message>
      <source>from {host}</source>
      <translation>{host} から</translation>
    </message>
    <message>
      <source>from {machine}</source>
      <translation>{machine} から</translation>
    </message>
    <message>
      <source>frozen disks</source>
      <translation>固定されたディスク</translation>
    </message>
    <message>
      <source>frozen while it is read, for some seconds</source>
      <translation>読み取り中の数秒間固定</translation>
    </message>
    <message>
      <source>fs, netfs: format (default: found out)</source>
      <translation>fs、netfs: 形式 (デフォルト: 自動判定)</translation>
    </message>
    <message>
      <source>fs: block device; iscsi: the target's name (IQN)</source>
      <translation>fs: ブロックデバイス、iscsi: ターゲットの名前 (IQN)</translation>
    </message>
    <message>
      <source>full copy of {name}</source>
      <translation>{name} の完全なコピー</translation>
    </message>
    <message>
      <source>full copy of {name}, snapshot {snapshot}</source>
      <translation>{name} の完全なコピー、スナップショット {snapshot}</translation>
    </message>
    <message>
      <source>gateway {address}</source>
      <translation>ゲートウェイ {address}</translation>
    </message>
    <message>
      <source>generated</source>
      <translation>自動生成</translation>
    </message>
    <message>
      <source>give emulated disks and network cards virtio at the next start</source>
      <translation>エミュレートされたディスクとネットワークカードを次回の起動時に virtio に切り替える</translation>
    </message>
    <message>
      <source>gone</source>
      <translation>削除済み</translation>
    </message>
    <message>
      <source>gzip</source>
      <translation>gzip</translation>
    </message>
    <message>
      <source>has a problem</source>
      <translation>問題あり</translation>
    </message>
    <message>
      <source>host</source>
      <translation>ホスト</translation>
    </message>
    <message>
      <source>host name or IP address</source>
      <translation>ホスト名または IP アドレス</translation>
    </message>
    <message>
      <source>hosts, pools and preferences are in this file (TOML)</source>
      <translation>ホスト、プール、設定を保存するファイル (TOML)</translation>
    </message>
    <message>
      <source>how it reaches the world (default: nat)</source>
      <translation>外部への接続方法 (デフォルト: nat)</translation>
    </message>
    <message>
      <source>how its system gets to start here: virtio devices as it is, emulated hardware, or converted by virt-v2v (default: what fits best)</source>
      <translation>システムをここで起動する方法: そのままの virtio デバイス、エミュレートされたハードウェア、または virt-v2v による変換 (デフォルト: 最適なもの)</translation>
    </message>
    <message>
      <source>how large, like 20GiB</source>
      <translation>サイズ (例: 20GiB)</translation>
    </message>
    <message>
      <source>how long a host may take to connect (default: {n})</source>
      <translation>ホストへの接続を待つ秒数 (デフォルト: {n})</translation>
    </message>
    <message>
      <source>how long the guest may take (default: 300)</source>
      <translation>ゲストを待つ秒数 (デフォルト: 300)</translation>
    </message>
    <message>
      <source>how long the key is good</source>
      <translation>鍵の有効期間</translation>
    </message>
    <message>
      <source>how long the script is good</source>
      <translation>スクリプトの有効期間</translation>
    </message>
    <message>
      <source>how many</source>
      <translation>数</translation>
    </message>
    <message>
      <source>iSCSI (direct)</source>
      <translation>iSCSI (ダイレクト)</translation>
    </message>
    <message>
      <source>iSCSI target</source>
      <translation>iSCSI ターゲット</translation>
    </message>
    <message>
      <source>icon of the template</source>
      <translation>テンプレートのアイコン</translation>
    </message>
    <message>
      <source>id or name of a built-in template (see template-list)</source>
      <translation>組み込みテンプレートの ID または名前 (template-list を参照)</translation>
    </message>
    <message>
      <source>identity of the guests</source>
      <translation>ゲストの固有情報</translation>
    </message>
    <message>
      <source>in this state only: running, paused, suspended, halted, crashed</source>
      <translation>この状態のもののみ: running、paused、suspended、halted、crashed</translation>
    </message>
    <message>
      <source>inactive</source>
      <translation>非アクティブ</translation>
    </message>
    <message>
      <source>inside the disks</source>
      <translation>ディスク内</translation>
    </message>
    <message>
      <source>inside the guest only</source>
      <translation>ゲスト内部のみ</translation>
    </message>
    <message>
      <source>install by booting from the network</source>
      <translation>ネットワークブートでインストールする</translation>
    </message>
    <message>
      <source>install from this ISO image: of a storage repository (path or name), of this computer, or a CD drive</source>
      <translation>この ISO イメージからインストールする: ストレージリポジトリの ISO イメージ (パスまたは名前)、このコンピュータの ISO イメージ、または CD ドライブ</translation>
    </message>
    <message>
      <source>install from this network repository</source>
      <translation>このネットワークリポジトリからインストールする</translation>
    </message>
    <message>
      <source>installing</source>
      <translation>インストール中</translation>
    </message>
    <message>
      <source>is being rebuilt</source>
      <translation>再構築中</translation>
    </message>
    <message>
      <source>is shut down and started again</source>
      <translation>シャットダウン後に起動し直す</translation>
    </message>
    <message>
      <source>is shut down, and started again</source>
      <translation>シャットダウンし、起動し直す</translation>
    </message>
    <message>
      <source>is shut down; removed when the other is complete</source>
      <translation>シャットダウンし、移動先の VM の完成後に削除</translation>
    </message>
    <message>
      <source>iscsi: the host's own IQN</source>
      <translation>iscsi: ホスト自身の IQN</translation>
    </message>
    <message>
      <source>it broke the connection</source>
      <translation>ホストが接続を切断しました</translation>
    </message>
    <message>
      <source>it can't be opened ({why})</source>
      <translation>開けません ({why})</translation>
    </message>
    <message>
      <source>it can't be reached over the network</source>
      <translation>ネットワーク経由で到達できません</translation>
    </message>
    <message>
      <source>it continues from another volume, which is not accepted</source>
      <translation>別のボリュームからの続きのため、受け入れられません</translation>
    </message>
    <message>
      <source>it declares a document type or entities, which is not accepted</source>
      <translation>文書型またはエンティティの宣言が含まれており、受け入れられません</translation>
    </message>
    <message>
      <source>it did not answer in time</source>
      <translation>時間内に応答しませんでした</translation>
    </message>
    <message>
      <source>it did not answer within {seconds} seconds</source>
      <translation>{seconds} 秒以内に応答しませんでした</translation>
    </message>
    <message>
      <source>it does not exist any more</source>
      <translation>すでに存在しません</translation>
    </message>
    <message>
      <source>it ended at once</source>
      <translation>すぐに終了しました</translation>
    </message>
    <message>
      <source>it ends here, and its table at byte {table} names data up to byte {end}</source>
      <translation>ここで終わっていますが、バイト {table} のテーブルはバイト {end} までのデータを参照しています</translation>
    </message>
    <message>
      <source>it ends here, {n} bytes are missing</source>
      <translation>ここで終わっており、{n} バイト足りません</translation>
    </message>
    <message>
      <source>it has an impossible size ({n} bytes)</source>
      <translation>サイズが正しくありません ({n} バイト)</translation>
    </message>
    <message>
      <source>it has gone by already, and this source can't go back</source>
      <translation>すでに読み過ぎており、このソースは前に戻れません</translation>
    </message>
    <message>
      <source>it has more than {limit} bytes</source>
      <translation>{limit} バイトを超えています</translation>
    </message>
    <message>
      <source>it has more than {n} devices</source>
      <translation>デバイスが {n} 個を超えています</translation>
    </message>
    <message>
      <source>it has more than {n} elements</source>
      <translation>要素が {n} 個を超えています</translation>
    </message>
    <message>
      <source>it has too many sections</source>
      <translation>セクションが多すぎます</translation>
    </message>
    <message>
      <source>it has {n} bytes, and the package says {m}</source>
      <translation>{n} バイトですが、パッケージの記述では {m} バイトです</translation>
    </message>
    <message>
      <source>it has {size} bytes; a description of more than {limit} is not accepted</source>
      <translation>サイズが {size} バイトです。{limit} バイトを超える記述は受け入れられません</translation>
    </message>
    <message>
      <source>it is a CD image, not a disk</source>
      <translation>ディスクではなく CD イメージです</translation>
    </message>
    <message>
      <source>it is a FIFO, which is not accepted</source>
      <translation>FIFO のため、受け入れられません</translation>
    </message>
    <message>
      <source>it is a VMDK of ESX's old sparse kind (COWD), which is a snapshot and not a disk by itself</source>
      <translation>ESX の古いスパース形式 (COWD) の VMDK です。これはスナップショットであり、単独のディスクではありません</translation>
    </message>
    <message>
      <source>it is a block device, which is not accepted</source>
      <translation>ブロックデバイスのため、受け入れられません</translation>
    </message>
    <message>
      <source>it is a character device, which is not accepted</source>
      <translation>キャラクターデバイスのため、受け入れられません</translation>
    </message>
    <message>
      <source>it is a compressed or split image of the format {format}</source>
      <translation>圧縮または分割された形式 {format} のイメージです</translation>
    </message>
    <message>
      <source>it is a file of this computer, and is brought to the host first</source>
      <translation>このコンピュータのファイルであり、先にホストに転送する</translation>
    </message>
    <message>
      <source>it is a folder</source>
      <translation>フォルダーです</translation>
    </message>
    <message>
      <source>it is a hard link, which is not accepted</source>
      <translation>ハードリンクのため、受け入れられません</translation>
    </message>
    <message>
      <source>it is a link, which is not followed</source>
      <translation>リンクのため使用できません</translation>
    </message>
    <message>
      <source>it is a sparse member of GNU tar, which is not accepted</source>
      <translation>GNU tar のスパースメンバーのため、受け入れられません</translation>
    </message>
    <message>
      <source>it is a symbolic link, which is not accepted</source>
      <translation>シンボリックリンクのため、受け入れられません</translation>
    </message>
    <message>
      <source>it is a tar archive without a description of a virtual machine (an .ovf file or ova.xml)</source>
      <translation>仮想マシンの記述 (.ovf ファイルまたは ova.xml) がない tar アーカイブです</translation>
    </message>
    <message>
      <source>it is an XVA of the first version (Geneva), which is no longer read</source>
      <translation>最初のバージョン (Geneva) の XVA であり、現在は読み取れません</translation>
    </message>
    <message>
      <source>it is an image of the second version (Ex01), which is not read</source>
      <translation>第 2 版 (Ex01) のイメージであり、読み取れません</translation>
    </message>
    <message>
      <source>it is at another address, and addresses that a package names are never opened</source>
      <translation>別のアドレスにありますが、パッケージが指定するアドレスを開くことはありません</translation>
    </message>
    <message>
      <source>it is compressed in a way that is not known ({name})</source>
      <translation>未対応の方式 ({name}) で圧縮されています</translation>
    </message>
    <message>
      <source>it is compressed without markers, which is not known</source>
      <translation>マーカーなしで圧縮されており、対応していません</translation>
    </message>
    <message>
      <source>it is empty</source>
      <translation>空です</translation>
    </message>
    <message>
      <source>it is encrypted by BitLocker</source>
      <translation>BitLocker で暗号化されています</translation>
    </message>
    <message>
      <source>it is encrypted, which can't be imported</source>
      <translation>暗号化されているため、インポートできません</translation>
    </message>
    <message>
      <source>it is neither an OVF package nor a libvirt domain</source>
      <translation>OVF パッケージでも libvirt ドメインでもありません</translation>
    </message>
    <message>
      <source>it is nested too deep</source>
      <translation>入れ子が深すぎます</translation>
    </message>
    <message>
      <source>it is no image of a disk</source>
      <translation>ディスクのイメージではありません</translation>
    </message>
    <message>
      <source>it is no logical volume, and can't be frozen</source>
      <translation>論理ボリュームではなく、固定できません</translation>
    </message>
    <message>
      <source>it is no logical volume, and the machine needs it to go on</source>
      <translation>論理ボリュームではなく、マシンの動作に必要です</translation>
    </message>
    <message>
      <source>it is no logical volume, and too large to be frozen while it is read</source>
      <translation>論理ボリュームではなく、読み取り中に固定するには大きすぎます</translation>
    </message>
    <message>
      <source>it is no package and no disk image that is known</source>
      <translation>既知のパッケージまたはディスクイメージではありません</translation>
    </message>
    <message>
      <source>it is no part of an E01 image</source>
      <translation>E01 イメージのパートではありません</translation>
    </message>
    <message>
      <source>it is not a description that XenServer writes</source>
      <translation>XenServer が書き出す記述ではありません</translation>
    </message>
    <message>
      <source>it is not a file</source>
      <translation>ファイルではありません</translation>
    </message>
    <message>
      <source>it is not a member that an XVA has</source>
      <translation>XVA に含まれるメンバーではありません</translation>
    </message>
    <message>
      <source>it is not an OVF envelope</source>
      <translation>OVF エンベロープではありません</translation>
    </message>
    <message>
      <source>it is not complete: parts of the disk are missing</source>
      <translation>不完全です: ディスクの一部がありません</translation>
    </message>
    <message>
      <source>it is not directly on the disk, or begins in the middle of a block</source>
      <translation>ディスク上に直接ないか、ブロックの途中から始まっています</translation>
    </message>
    <message>
      <source>it is not the extent that the descriptor says</source>
      <translation>ディスクリプターの記述と異なるエクステントです</translation>
    </message>
    <message>
      <source>it is not well-formed XML ({detail})</source>
      <translation>XML の形式が正しくありません ({detail})</translation>
    </message>
    <message>
      <source>it is not what the manifest says</source>
      <translation>マニフェストと一致しません</translation>
    </message>
    <message>
      <source>it is not what the table of checksums at the end says</source>
      <translation>末尾のチェックサムの表と一致しません</translation>
    </message>
    <message>
      <source>it is of an unknown kind ({kind})</source>
      <translation>不明な種類 ({kind}) です</translation>
    </message>
    <message>
      <source>it is of an unknown kind, which is not accepted</source>
      <translation>種類が不明なため、受け入れられません</translation>
    </message>
    <message>
      <source>it is of an unknown version ({version})</source>
      <translation>不明なバージョン ({version}) です</translation>
    </message>
    <message>
      <source>it is only the difference to another disk, which can't be imported</source>
      <translation>別のディスクとの差分のみのため、インポートできません</translation>
    </message>
    <message>
      <source>it is the checksum of a part that is not before it</source>
      <translation>直前にない部分のチェックサムです</translation>
    </message>
    <message>
      <source>it keeps its data in another file ({name}), and files that an image names are never opened</source>
      <translation>データが別のファイル ({name}) にありますが、イメージが指定するファイルを開くことはありません</translation>
    </message>
    <message>
      <source>it lies behind the end of the disk, which has {n} bytes</source>
      <translation>ディスクの末尾 ({n} バイト) を超えています</translation>
    </message>
    <message>
      <source>it refers to a file {name} that the package does not have</source>
      <translation>パッケージにないファイル {name} を参照しています</translation>
    </message>
    <message>
      <source>it refers to more than {n} files</source>
      <translation>参照しているファイルが {n} 個を超えています</translation>
    </message>
    <message>
      <source>it runs on.</source>
      <translation>VM が実行されたままです。</translation>
    </message>
    <message>
      <source>it says it has {size} bytes, and the archive ends before</source>
      <translation>サイズは {size} バイトと記録されていますが、アーカイブがその前に終わっています</translation>
    </message>
    <message>
      <source>it says the disk has {n} bytes, and the file is shorter</source>
      <translation>ディスクのサイズが {n} バイトと記録されていますが、ファイルはそれより短いです</translation>
    </message>
    <message>
      <source>it says the disk has {n} bytes, which can't be</source>
      <translation>ディスクのサイズが {n} バイトと記録されていますが、あり得ない値です</translation>
    </message>
    <message>
      <source>it uses features that are not known</source>
      <translation>未対応の機能が使用されています</translation>
    </message>
    <message>
      <source>it wants to be read through another file ({name}), and files that an image names are never opened</source>
      <translation>別のファイル ({name}) を通じて読み取る必要がありますが、イメージが指定するファイルを開くことはありません</translation>
    </message>
    <message>
      <source>it was cancelled</source>
      <translation>キャンセルされました</translation>
    </message>
    <message>
      <source>it was changed: its digest is not the one that the manifest says</source>
      <translation>変更されています: ダイジェストがマニフェストと一致しません</translation>
    </message>
    <message>
      <source>it was not captured to its end</source>
      <translation>取得が最後まで完了していません</translation>
    </message>
    <message>
      <source>it was not closed cleanly: changes that are not in the disk yet wait in its log</source>
      <translation>正常に閉じられていません: まだディスクに反映されていない変更がログに残っています</translation>
    </message>
    <message>
      <source>its MAC address, or its number from 1</source>
      <translation>MAC アドレス、または 1 から始まる番号</translation>
    </message>
    <message>
      <source>its block size is not possible</source>
      <translation>ブロックサイズが正しくありません</translation>
    </message>
    <message>
      <source>its capacity is not a possible number</source>
      <translation>容量の値が正しくありません</translation>
    </message>
    <message>
      <source>its certificate, or ours, was not accepted</source>
      <translation>ホストまたはこのコンピュータの証明書が受け入れられませんでした</translation>
    </message>
    <message>
      <source>its chunk size is not a possible number</source>
      <translation>チャンクサイズの値が正しくありません</translation>
    </message>
    <message>
      <source>its cluster size is not possible</source>
      <translation>クラスターサイズが正しくありません</translation>
    </message>
    <message>
      <source>its collections are nested too deep</source>
      <translation>コレクションの入れ子が深すぎます</translation>
    </message>
    <message>
      <source>its data is in another file ({name})</source>
      <translation>データが別のファイル ({name}) にあります</translation>
    </message>
    <message>
      <source>its descriptor lies where it can't be</source>
      <translation>ディスクリプターの位置が正しくありません</translation>
    </message>
    <message>
      <source>its disk was complete before: it comes twice</source>
      <translation>ディスクはすでに完了しています: 2 回格納されています</translation>
    </message>
    <message>
      <source>its disks are in other files</source>
      <translation>ディスクが別のファイルにあります</translation>
    </message>
    <message>
      <source>its extended header is damaged</source>
      <translation>拡張ヘッダーが破損しています</translation>
    </message>
    <message>
      <source>its first member is not ova.xml</source>
      <translation>最初のメンバーが ova.xml ではありません</translation>
    </message>
    <message>
      <source>its grain directory is missing</source>
      <translation>グレインディレクトリがありません</translation>
    </message>
    <message>
      <source>its grain size is not possible</source>
      <translation>グレインサイズが正しくありません</translation>
    </message>
    <message>
      <source>its grain tables are not possible</source>
      <translation>グレインテーブルが正しくありません</translation>
    </message>
    <message>
      <source>its header is cut off</source>
      <translation>ヘッダーが途中で切れています</translation>
    </message>
    <message>
      <source>its header is damaged</source>
      <translation>ヘッダーが破損しています</translation>
    </message>
    <message>
      <source>its headers are missing</source>
      <translation>ヘッダーがありません</translation>
    </message>
    <message>
      <source>its libvirt address, like qemu+ssh://user@host/system</source>
      <translation>ホストの libvirt アドレス (例: qemu+ssh://user@host/system)</translation>
    </message>
    <message>
      <source>its libvirt has stopped</source>
      <translation>libvirt が停止しています</translation>
    </message>
    <message>
      <source>its metadata does not say its size</source>
      <translation>メタデータにサイズがありません</translation>
    </message>
    <message>
      <source>its metadata is missing</source>
      <translation>メタデータがありません</translation>
    </message>
    <message>
      <source>its name has control characters in it</source>
      <translation>名前に制御文字が含まれています</translation>
    </message>
    <message>
      <source>its name is an absolute path, which is not accepted</source>
      <translation>名前が絶対パスのため、受け入れられません</translation>
    </message>
    <message>
      <source>its name is cut in the middle of a letter, since the host's libvirt runs without a UTF-8 locale</source>
      <translation>ホストの libvirt が UTF-8 ロケールなしで動作しているため、名前が文字の途中で切れています</translation>
    </message>
    <message>
      <source>its name is not UTF-8</source>
      <translation>名前が UTF-8 ではありません</translation>
    </message>
    <message>
      <source>its name is not a file's name</source>
      <translation>名前がファイルの名前ではありません</translation>
    </message>
    <message>
      <source>its name is not known</source>
      <translation>ホスト名が見つかりません</translation>
    </message>
    <message>
      <source>its name is too long for the paths of its sockets on this host</source>
      <translation>名前が長すぎるため、このホストでソケットのパスに収まりません</translation>
    </message>
    <message>
      <source>its name leads out of the package, which is not accepted</source>
      <translation>名前がパッケージの外を指しているため、受け入れられません</translation>
    </message>
    <message>
      <source>its name there (default: the file's)</source>
      <translation>コピー先での名前 (デフォルト: ファイルの名前)</translation>
    </message>
    <message>
      <source>its name; the format's suffix is added where disks are files</source>
      <translation>名前 (ディスクがファイルの場合は形式の拡張子が付く)</translation>
    </message>
    <message>
      <source>its new name</source>
      <translation>新しい名前</translation>
    </message>
    <message>
      <source>its number is not greater than the one before</source>
      <translation>番号が前の番号より大きくありません</translation>
    </message>
    <message>
      <source>its number of processors or size of memory is not possible</source>
      <translation>プロセッサの数またはメモリのサイズが正しくありません</translation>
    </message>
    <message>
      <source>its parts are not in the order in which they are needed, and this source can't go back</source>
      <translation>必要な順序で格納されておらず、このソースは前に戻れません</translation>
    </message>
    <message>
      <source>its path on the VM's host</source>
      <translation>VM のホスト上のパス</translation>
    </message>
    <message>
      <source>its region table is missing</source>
      <translation>リージョンテーブルがありません</translation>
    </message>
    <message>
      <source>its sections go round in a circle</source>
      <translation>セクションが循環しています</translation>
    </message>
    <message>
      <source>its sectors have {n} bytes, which can't be</source>
      <translation>セクターサイズ ({n} バイト) が正しくありません</translation>
    </message>
    <message>
      <source>its signature does not fit: it was changed after it was signed</source>
      <translation>署名が一致しません: 署名後に変更されています</translation>
    </message>
    <message>
      <source>its size is not a possible number</source>
      <translation>サイズの値が正しくありません</translation>
    </message>
    <message>
      <source>its sizes are not possible</source>
      <translation>サイズが正しくありません</translation>
    </message>
    <message>
      <source>its tables are not possible</source>
      <translation>テーブルが正しくありません</translation>
    </message>
    <message>
      <source>its tables lie behind the end of the file</source>
      <translation>テーブルがファイルの末尾を超えています</translation>
    </message>
    <message>
      <source>its vendor</source>
      <translation>ベンダー</translation>
    </message>
    <message>
      <source>just now</source>
      <translation>たった今</translation>
    </message>
    <message>
      <source>keep it also if it can't be connected now</source>
      <translation>今接続できない場合も保存する</translation>
    </message>
    <message>
      <source>keep the original: what is made is a copy, with a UUID and MAC addresses of its own</source>
      <translation>元の VM を残し、新しい UUID と MAC アドレスを使用するコピーを作成する</translation>
    </message>
    <message>
      <source>kernel and initrd from {url}</source>
      <translation>{url} のカーネルと initrd</translation>
    </message>
    <message>
      <source>kind of VM on a Xen host</source>
      <translation>Xen ホストでの VM の種類</translation>
    </message>
    <message>
      <source>leave out the free space after the last partition of each disk</source>
      <translation>各ディスクの最後のパーティションより後の空き領域を除外する</translation>
    </message>
    <message>
      <source>less than a minute</source>
      <translation>1 分未満</translation>
    </message>
    <message>
      <source>libguestfs could not start its small system there.</source>
      <translation>libguestfs の小さなシステムを起動できませんでした。</translation>
    </message>
    <message>
      <source>libguestfs works there ({seconds} s).</source>
      <translation>libguestfs が動作します ({seconds} 秒)。</translation>
    </message>
    <message>
      <source>libvirt</source>
      <translation>libvirt</translation>
    </message>
    <message>
      <source>libvirt can't copy a disk into storage of this type ({type}).</source>
      <translation>libvirt はこの種類 ({type}) のストレージにディスクをコピーできません。</translation>
    </message>
    <message>
      <source>libvirt can't copy the contents of disks to or from this type of storage.</source>
      <translation>libvirt は、この種類のストレージとの間でディスクの内容をコピーできません。</translation>
    </message>
    <message>
      <source>libvirt can't resize disks of this type of storage.</source>
      <translation>libvirt は、この種類のストレージのディスクのサイズを変更できません。</translation>
    </message>
    <message>
      <source>libvirt domain</source>
      <translation>libvirt ドメイン</translation>
    </message>
    <message>
      <source>libvirt is installed on {host}, but it does not run.</source>
      <translation>{host} に libvirt はインストールされていますが、動作していません。</translation>
    </message>
    <message>
      <source>libvirt makes it when it is needed.</source>
      <translation>必要になったときに libvirt が作成します。</translation>
    </message>
    <message>
      <source>libvirt makes only copy-on-write clones of disks on Ceph RBD ({repository}).</source>
      <translation>Ceph RBD のディスク ({repository}) では、libvirt はコピーオンライトの複製のみ作成できます。</translation>
    </message>
    <message>
      <source>libvirt on {host} accepts connections but does not answer.</source>
      <translation>{host} の libvirt は接続を受け付けますが、応答しません。</translation>
    </message>
    <message>
      <source>libvirt socket</source>
      <translation>libvirt ソケット</translation>
    </message>
    <message>
      <source>libvirt {version} answers.</source>
      <translation>libvirt {version} が応答しました。</translation>
    </message>
    <message>
      <source>libvirt's name of the disk, like vdb</source>
      <translation>libvirt でのディスクの名前 (例: vdb)</translation>
    </message>
    <message>
      <source>libvirt's name: {name}</source>
      <translation>libvirt での名前: {name}</translation>
    </message>
    <message>
      <source>libvirt's socket is there.</source>
      <translation>libvirt のソケットがあります。</translation>
    </message>
    <message>
      <source>libvirt's test driver (nothing is real)</source>
      <translation>libvirt のテストドライバー (実体はありません)</translation>
    </message>
    <message>
      <source>live, while it runs</source>
      <translation>実行中のライブ移行</translation>
    </message>
    <message>
      <source>local time</source>
      <translation>ローカル時刻</translation>
    </message>
    <message>
      <source>log everything, and to the terminal too</source>
      <translation>すべてをログに記録し、端末にも出力する</translation>
    </message>
    <message>
      <source>log what makes the window stand still for over 50 ms</source>
      <translation>ウィンドウを 50 ミリ秒を超えて止めた処理をログに記録する</translation>
    </message>
    <message>
      <source>logical, zfs, rbd, gluster: name of the volume group, pool or volume</source>
      <translation>logical、zfs、rbd、gluster: ボリュームグループ、プール、またはボリュームの名前</translation>
    </message>
    <message>
      <source>login there; anybody else than root needs sudo without a password</source>
      <translation>変換ホストのログイン (root 以外の場合はパスワードなしの sudo が必要)</translation>
    </message>
    <message>
      <source>look on this host only</source>
      <translation>このホストのみを対象とする</translation>
    </message>
    <message>
      <source>lost</source>
      <translation>切断</translation>
    </message>
    <message>
      <source>lost on {hosts}</source>
      <translation>{hosts} との接続切れ</translation>
    </message>
    <message>
      <source>made by {program}</source>
      <translation>{program} で作成</translation>
    </message>
    <message>
      <source>make it, this large</source>
      <translation>このサイズで作成する</translation>
    </message>
    <message>
      <source>make the VM from the result (with --watch)</source>
      <translation>結果から VM を作成する (--watch とともに指定)</translation>
    </message>
    <message>
      <source>medium</source>
      <translation>メディア</translation>
    </message>
    <message>
      <source>memory that it can grow to while it runs</source>
      <translation>実行中に増やせるメモリの最大量</translation>
    </message>
    <message>
      <source>memory, for example 2G</source>
      <translation>メモリ (例: 2G)</translation>
    </message>
    <message>
      <source>memory, for example 2G; else as the machine has</source>
      <translation>メモリ (例: 2G、省略時: マシンと同じ)</translation>
    </message>
    <message>
      <source>memory, like 2GiB</source>
      <translation>メモリ (例: 2GiB)</translation>
    </message>
    <message>
      <source>migrating</source>
      <translation>移行中</translation>
    </message>
    <message>
      <source>missing</source>
      <translation>不足</translation>
    </message>
    <message>
      <source>name leftovers by their ID, or use --all</source>
      <translation>残存オブジェクトを ID で指定するか、--all を指定してください</translation>
    </message>
    <message>
      <source>name of a disk</source>
      <translation>ディスクの名前</translation>
    </message>
    <message>
      <source>name of a pool</source>
      <translation>プールの名前</translation>
    </message>
    <message>
      <source>name of the VM, where there is one; else as it was</source>
      <translation>VM が 1 台の場合の VM の名前 (省略時: 元の名前)</translation>
    </message>
    <message>
      <source>name of the VM; else the machine's</source>
      <translation>VM の名前 (省略時: マシンの名前)</translation>
    </message>
    <message>
      <source>name of the clone</source>
      <translation>複製の名前</translation>
    </message>
    <message>
      <source>name of the disk</source>
      <translation>ディスクの名前</translation>
    </message>
    <message>
      <source>name of the new VM (default: from the template)</source>
      <translation>新しい VM の名前 (デフォルト: テンプレートから)</translation>
    </message>
    <message>
      <source>name of the new network</source>
      <translation>新しいネットワークの名前</translation>
    </message>
    <message>
      <source>name of the new pool</source>
      <translation>新しいプールの名前</translation>
    </message>
    <message>
      <source>name of the new storage repository</source>
      <translation>新しいストレージリポジトリの名前</translation>
    </message>
    <message>
      <source>name of the template</source>
      <translation>テンプレートの名前</translation>
    </message>
    <message>
      <source>name or URI</source>
      <translation>名前または URI</translation>
    </message>
    <message>
      <source>name or URI of a host that is in no pool</source>
      <translation>どのプールにも属していないホストの名前または URI</translation>
    </message>
    <message>
      <source>name or UUID</source>
      <translation>名前または UUID</translation>
    </message>
    <message>
      <source>name or UUID of the VM or template</source>
      <translation>VM またはテンプレートの名前または UUID</translation>
    </message>
    <message>
      <source>name or UUID of the storage repository</source>
      <translation>ストレージリポジトリの名前または UUID</translation>
    </message>
    <message>
      <source>names of many, such as web-###</source>
      <translation>複数の場合の名前 (例: web-###)</translation>
    </message>
    <message>
      <source>nbdkit is not installed; virt-v2v needs it.</source>
      <translation>virt-v2v に必要な nbdkit がインストールされていません。</translation>
    </message>
    <message>
      <source>nbdkit is there.</source>
      <translation>nbdkit があります。</translation>
    </message>
    <message>
      <source>netfs, gluster: folder of the server</source>
      <translation>netfs、gluster: サーバーのフォルダー</translation>
    </message>
    <message>
      <source>network</source>
      <translation>ネットワーク</translation>
    </message>
    <message>
      <source>network A of the package becomes B here; A= leaves it out; may be repeated</source>
      <translation>パッケージのネットワーク A をここでは B にする (A= で除外、繰り返し指定可)</translation>
    </message>
    <message>
      <source>network boot</source>
      <translation>ネットワークブート</translation>
    </message>
    <message>
      <source>network of a card: a name, “user”, or bridge:NAME; may be repeated (default: the host's)</source>
      <translation>ネットワークカードのネットワーク: 名前、「user」、または bridge:NAME (繰り返し指定可、デフォルト: ホストのネットワーク)</translation>
    </message>
    <message>
      <source>network of all network cards; else they stay disconnected</source>
      <translation>すべてのネットワークカードのネットワーク (省略時: 未接続)</translation>
    </message>
    <message>
      <source>network of the first, second, … network card (default: the source's)</source>
      <translation>1 枚目、2 枚目… のネットワークカードのネットワーク (デフォルト: 複製元と同じ)</translation>
    </message>
    <message>
      <source>network repository</source>
      <translation>ネットワークリポジトリ</translation>
    </message>
    <message>
      <source>new MAC address</source>
      <translation>新しい MAC アドレス</translation>
    </message>
    <message>
      <source>new MAC addresses</source>
      <translation>新しい MAC アドレス</translation>
    </message>
    <message>
      <source>new MAC addresses instead of the machine's</source>
      <translation>マシンの MAC アドレスの代わりに新しい MAC アドレスを使用する</translation>
    </message>
    <message>
      <source>no</source>
      <translation>いいえ</translation>
    </message>
    <message>
      <source>no VM of these hosts</source>
      <translation>これらのホストの VM ではありません</translation>
    </message>
    <message>
      <source>no answer came in time</source>
      <translation>時間内に応答がありませんでした</translation>
    </message>
    <message>
      <source>no answer came in {seconds} seconds</source>
      <translation>{seconds} 秒以内に応答がありませんでした</translation>
    </message>
    <message>
      <source>no connection</source>
      <translation>接続できません</translation>
    </message>
    <message>
      <source>no disk</source>
      <translation>ディスクなし</translation>
    </message>
    <message>
      <source>no libvirt runs there</source>
      <translation>libvirt が動作していません</translation>
    </message>
    <message>
      <source>no link</source>
      <translation>リンクなし</translation>
    </message>
    <message>
      <source>no network</source>
      <translation>ネットワークなし</translation>
    </message>
    <message>
      <source>no network card</source>
      <translation>ネットワークカードなし</translation>
    </message>
    <message>
      <source>no progress and no notes on stderr, only errors</source>
      <translation>進行状況と補足を stderr に出力せず、エラーのみ出力する</translation>
    </message>
    <message>
      <source>no space is left on the host's storage</source>
      <translation>ホストのストレージに空き容量がありません</translation>
    </message>
    <message>
      <source>no virtual machine is described</source>
      <translation>仮想マシンが記述されていません</translation>
    </message>
    <message>
      <source>none</source>
      <translation>なし</translation>
    </message>
    <message>
      <source>none, or like fd00:1::1/64</source>
      <translation>なし、または fd00:1::1/64 など</translation>
    </message>
    <message>
      <source>none; seed: a seed medium for cloud-init; offline: virt-sysprep in the clone's disks (default: none)</source>
      <translation>none、seed: cloud-init 用のシードメディア、offline: 複製のディスクで virt-sysprep を実行 (デフォルト: none)</translation>
    </message>
    <message>
      <source>not active</source>
      <translation>非アクティブ</translation>
    </message>
    <message>
      <source>not connected</source>
      <translation>未接続</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>不明</translation>
    </message>
    <message>
      <source>not known of captured images</source>
      <translation>取得済みのイメージでは不明</translation>
    </message>
    <message>
      <source>not reached</source>
      <translation>未到達</translation>
    </message>
    <message>
      <source>not signed</source>
      <translation>署名なし</translation>
    </message>
    <message>
      <source>not there any more</source>
      <translation>すでに存在しません</translation>
    </message>
    <message>
      <source>not ticked</source>
      <translation>未選択</translation>
    </message>
    <message>
      <source>not verified yet</source>
      <translation>未確認</translation>
    </message>
    <message>
      <source>note</source>
      <translation>情報</translation>
    </message>
    <message>
      <source>nothing accepts connections at this address</source>
      <translation>このアドレスで接続が受け付けられていません</translation>
    </message>
    <message>
      <source>nothing answered in time</source>
      <translation>時間内に応答がありませんでした</translation>
    </message>
    <message>
      <source>nothing answers at {host}</source>
      <translation>{host} が応答しません</translation>
    </message>
    <message>
      <source>nothing shows that it is a disk</source>
      <translation>ディスクであることを示す情報がありません</translation>
    </message>
    <message>
      <source>number of a leftover (see leftover-list)</source>
      <translation>残存オブジェクトの番号 (leftover-list を参照)</translation>
    </message>
    <message>
      <source>number of vCPUs</source>
      <translation>vCPU の数</translation>
    </message>
    <message>
      <source>number of vCPUs; else as the machine has</source>
      <translation>vCPU の数 (省略時: マシンと同じ)</translation>
    </message>
    <message>
      <source>number of virtual CPUs</source>
      <translation>仮想 CPU の数</translation>
    </message>
    <message>
      <source>of an xva, a raw image, or the files of an ovf</source>
      <translation>xva、raw イメージ、または ovf のファイルの圧縮形式</translation>
    </message>
    <message>
      <source>of an xva; sha1: XenServer before 8 (default: xxhash)</source>
      <translation>xva のチェックサム (sha1: 8 より前の XenServer、デフォルト: xxhash)</translation>
    </message>
    <message>
      <source>of the disks in an ova or ovf (default: vmdk)</source>
      <translation>ova または ovf のディスクの形式 (デフォルト: vmdk)</translation>
    </message>
    <message>
      <source>of this computer, as the machine reaches it; may be given several times</source>
      <translation>マシンから到達できるこのコンピュータのアドレス (繰り返し指定可)</translation>
    </message>
    <message>
      <source>of this family only</source>
      <translation>このファミリーのもののみ</translation>
    </message>
    <message>
      <source>of this host only</source>
      <translation>このホストのもののみ</translation>
    </message>
    <message>
      <source>off</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>ok</source>
      <translation>正常</translation>
    </message>
    <message>
      <source>on all hosts of the first host's pool</source>
      <translation>最初のホストのプールのすべてのホストに作成する</translation>
    </message>
    <message>
      <source>on all hosts of the pool that share it</source>
      <translation>共有しているプールのすべてのホストで実行する</translation>
    </message>
    <message>
      <source>on the media; for PXE: a URL that only the machine reaches</source>
      <translation>メディア上 (PXE の場合: マシンのみがアクセスできる URL)</translation>
    </message>
    <message>
      <source>on this computer</source>
      <translation>このコンピュータ上</translation>
    </message>
    <message>
      <source>on {host}</source>
      <translation>{host} 上</translation>
    </message>
    <message>
      <source>once more what changed, after the commands</source>
      <translation>コマンドの実行後、変更された部分をもう一度コピー</translation>
    </message>
    <message>
      <source>one pass</source>
      <translation>コピー 1 回</translation>
    </message>
    <message>
      <source>only a report of the machine</source>
      <translation>マシンのレポートのみ</translation>
    </message>
    <message>
      <source>only look at the machine and review it</source>
      <translation>マシンを調べて内容を確認するのみ</translation>
    </message>
    <message>
      <source>only this VM of the package; may be repeated</source>
      <translation>パッケージのこの VM のみ (繰り返し指定可)</translation>
    </message>
    <message>
      <source>only this disk of the machine (sda); may be given several times</source>
      <translation>マシンのこのディスクのみ (sda、繰り返し指定可)</translation>
    </message>
    <message>
      <source>only this disk; may be given several times</source>
      <translation>このディスクのみ (繰り返し指定可)</translation>
    </message>
    <message>
      <source>only try whether the storage can be reached; make nothing</source>
      <translation>ストレージに接続できるかどうかを試すのみで、何も作成しない</translation>
    </message>
    <message>
      <source>operating system: id or name of a built-in template (see template-list)</source>
      <translation>オペレーティングシステム: 組み込みテンプレートの ID または名前 (template-list を参照)</translation>
    </message>
    <message>
      <source>optional: the line of a file such as ~/.ssh/id_ed25519.pub</source>
      <translation>省略可: ~/.ssh/id_ed25519.pub などのファイルの行</translation>
    </message>
    <message>
      <source>ova and ovf: without the snapshots inside the disks, which only Virtdeck reads</source>
      <translation>ova と ovf: ディスク内のスナップショット (Virtdeck のみが読み取り可能) を除外する</translation>
    </message>
    <message>
      <source>over {file}</source>
      <translation>基: {file}</translation>
    </message>
    <message>
      <source>overwrite them first</source>
      <translation>先に上書きする</translation>
    </message>
    <message>
      <source>part {number} is missing</source>
      <translation>パート {number} がありません</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>ポーズ中</translation>
    </message>
    <message>
      <source>permission was denied</source>
      <translation>アクセス権がありません</translation>
    </message>
    <message>
      <source>plug its cable in</source>
      <translation>ケーブルを接続する</translation>
    </message>
    <message>
      <source>port of its ssh server</source>
      <translation>変換ホストの ssh サーバーのポート</translation>
    </message>
    <message>
      <source>port of this computer; else any free one</source>
      <translation>このコンピュータのポート (省略時: 空いているポート)</translation>
    </message>
    <message>
      <source>preparing</source>
      <translation>準備中</translation>
    </message>
    <message>
      <source>print JSON; its keys stay the same over versions</source>
      <translation>JSON で出力する (キーはバージョン間で変わりません)</translation>
    </message>
    <message>
      <source>print the XML that would be defined, and make nothing</source>
      <translation>定義される XML を出力し、何も作成しない</translation>
    </message>
    <message>
      <source>protected: {how}</source>
      <translation>保護: {how}</translation>
    </message>
    <message>
      <source>put it into this pool</source>
      <translation>このプールに追加する</translation>
    </message>
    <message>
      <source>put the tools disc into the CD drive, and tell the steps</source>
      <translation>ツール ISO を CD ドライブに挿入し、手順を表示する</translation>
    </message>
    <message>
      <source>qemu can't read it ({why})</source>
      <translation>qemu が読み取れません ({why})</translation>
    </message>
    <message>
      <source>qemu stopped reading it</source>
      <translation>qemu による読み取りが停止しました</translation>
    </message>
    <message>
      <source>qemu-img is not installed on {host}.</source>
      <translation>qemu-img が {host} にインストールされていません。</translation>
    </message>
    <message>
      <source>qemu-nbd did not open it in time</source>
      <translation>qemu-nbd が時間内に開けませんでした</translation>
    </message>
    <message>
      <source>qemu-nbd did not open {path} in time.</source>
      <translation>qemu-nbd が時間内に {path} を開けませんでした。</translation>
    </message>
    <message>
      <source>qemu-nbd ended at once with {path}.</source>
      <translation>{path} を開いた qemu-nbd がすぐに終了しました。</translation>
    </message>
    <message>
      <source>rbd, iscsi: UUID of the libvirt secret with the user's key</source>
      <translation>rbd、iscsi: ユーザーの鍵を持つ libvirt シークレットの UUID</translation>
    </message>
    <message>
      <source>rbd, iscsi: user</source>
      <translation>rbd、iscsi: ユーザー</translation>
    </message>
    <message>
      <source>read only</source>
      <translation>読み取り専用</translation>
    </message>
    <message>
      <source>ready</source>
      <translation>接続済み</translation>
    </message>
    <message>
      <source>recommended</source>
      <translation>推奨</translation>
    </message>
    <message>
      <source>recovery</source>
      <translation>回復</translation>
    </message>
    <message>
      <source>refused</source>
      <translation>拒否</translation>
    </message>
    <message>
      <source>removable</source>
      <translation>リムーバブル</translation>
    </message>
    <message>
      <source>remove its empty folder too</source>
      <translation>空になったフォルダーも削除する</translation>
    </message>
    <message>
      <source>removed when the other is complete</source>
      <translation>移動先の VM の完成後に削除</translation>
    </message>
    <message>
      <source>replace files that are there</source>
      <translation>既存のファイルを置き換える</translation>
    </message>
    <message>
      <source>replace the file if it exists</source>
      <translation>ファイルが存在する場合は置き換える</translation>
    </message>
    <message>
      <source>reserved</source>
      <translation>予約済み</translation>
    </message>
    <message>
      <source>reset at start</source>
      <translation>起動時にリセット</translation>
    </message>
    <message>
      <source>rhsrvany.exe is missing: it installs the Windows drivers at the first start.</source>
      <translation>初回起動時に Windows ドライバーをインストールする rhsrvany.exe がありません。</translation>
    </message>
    <message>
      <source>rhsrvany.exe is missing: the Windows drivers can't be installed, and a Windows gets SATA and an emulated network card.</source>
      <translation>rhsrvany.exe がないため、Windows ドライバーをインストールできません。Windows は SATA とエミュレートされたネットワークカードを使用します。</translation>
    </message>
    <message>
      <source>run this on the machine, then copy once more what changed; may be given several times</source>
      <translation>マシンでこのコマンドを実行し、変更された部分をもう一度コピーする (繰り返し指定可)</translation>
    </message>
    <message>
      <source>running</source>
      <translation>実行中</translation>
    </message>
    <message>
      <source>runs on; its disks as they are at one moment</source>
      <translation>実行を継続 (ディスクのある時点の状態)</translation>
    </message>
    <message>
      <source>s</source>
      <translation>秒</translation>
    </message>
    <message>
      <source>say what the template is made from: --from-vm, --from-image or --os</source>
      <translation>テンプレートの作成元を --from-vm、--from-image、--os のいずれかで指定してください</translation>
    </message>
    <message>
      <source>seed medium</source>
      <translation>シードメディア</translation>
    </message>
    <message>
      <source>set by hand: KVM</source>
      <translation>手動で設定: KVM</translation>
    </message>
    <message>
      <source>set by hand: emulation</source>
      <translation>手動で設定: エミュレーション</translation>
    </message>
    <message>
      <source>settings of the conversion host's ssh server, where not the usual ones</source>
      <translation>変換ホストの ssh サーバーの設定の場所 (標準と異なる場合)</translation>
    </message>
    <message>
      <source>shared</source>
      <translation>共有</translation>
    </message>
    <message>
      <source>show the log of this one</source>
      <translation>この変換のログを表示する</translation>
    </message>
    <message>
      <source>show the virtualization state (as without options)</source>
      <translation>仮想化の状態を表示する (オプションなしと同じ)</translation>
    </message>
    <message>
      <source>shut down and start where the change needs it</source>
      <translation>変更に必要な場合はシャットダウンして起動する</translation>
    </message>
    <message>
      <source>shut down what runs, and start it at the end</source>
      <translation>実行中の VM をシャットダウンし、最後に起動する</translation>
    </message>
    <message>
      <source>shutting down</source>
      <translation>シャットダウン中</translation>
    </message>
    <message>
      <source>sign the manifest with this key (PEM)</source>
      <translation>この鍵 (PEM) でマニフェストに署名する</translation>
    </message>
    <message>
      <source>signed</source>
      <translation>署名あり</translation>
    </message>
    <message>
      <source>size of its disk; repeated: of its second, third, … disk</source>
      <translation>ディスクのサイズ (繰り返し指定すると、2 個目、3 個目… のディスクのサイズ)</translation>
    </message>
    <message>
      <source>skipped</source>
      <translation>省略</translation>
    </message>
    <message>
      <source>snapshot</source>
      <translation>スナップショット</translation>
    </message>
    <message>
      <source>so it was chosen.</source>
      <translation>エクスポートしないように選択されています。</translation>
    </message>
    <message>
      <source>sockets: {s}, cores each: {c}, threads each: {t}</source>
      <translation>ソケット: {s}、コア/ソケット: {c}、スレッド/コア: {t}</translation>
    </message>
    <message>
      <source>ssh</source>
      <translation>ssh</translation>
    </message>
    <message>
      <source>ssh asks</source>
      <translation>ssh の確認</translation>
    </message>
    <message>
      <source>ssh ended without a word</source>
      <translation>ssh がメッセージなしで終了しました</translation>
    </message>
    <message>
      <source>ssh host keys</source>
      <translation>ssh ホストキー</translation>
    </message>
    <message>
      <source>ssh keys of users</source>
      <translation>ユーザーの ssh 鍵</translation>
    </message>
    <message>
      <source>standard</source>
      <translation>標準</translation>
    </message>
    <message>
      <source>start it</source>
      <translation>VM を起動する</translation>
    </message>
    <message>
      <source>start it with its host</source>
      <translation>ホストの起動時に VM を起動する</translation>
    </message>
    <message>
      <source>start the VM at the end</source>
      <translation>最後に VM を起動する</translation>
    </message>
    <message>
      <source>start the VMs at the end</source>
      <translation>最後に VM を起動する</translation>
    </message>
    <message>
      <source>start them</source>
      <translation>複製を起動する</translation>
    </message>
    <message>
      <source>start, and wait until their agents respond</source>
      <translation>起動し、エージェントが応答するまで待つ</translation>
    </message>
    <message>
      <source>stay until the installer has restarted the VM, at most so long</source>
      <translation>インストーラーが VM を再起動するまで最大でこの秒数待つ</translation>
    </message>
    <message>
      <source>stays as it is</source>
      <translation>そのまま残す</translation>
    </message>
    <message>
      <source>stays empty</source>
      <translation>空のまま</translation>
    </message>
    <message>
      <source>stays on {storage}</source>
      <translation>{storage} のまま</translation>
    </message>
    <message>
      <source>storage repository</source>
      <translation>ストレージリポジトリ</translation>
    </message>
    <message>
      <source>storage repository for its disks (default: the best one)</source>
      <translation>ディスクのストレージリポジトリ (デフォルト: 最適なもの)</translation>
    </message>
    <message>
      <source>storage repository for the disks (default: where the source's are)</source>
      <translation>ディスクのストレージリポジトリ (デフォルト: 複製元と同じ)</translation>
    </message>
    <message>
      <source>storage repository of the disks</source>
      <translation>ディスクのストレージリポジトリ</translation>
    </message>
    <message>
      <source>storage server, with :PORT where it is not the usual one; several for rbd</source>
      <translation>ストレージサーバー (標準と異なるポートは :PORT で指定、rbd では複数可)</translation>
    </message>
    <message>
      <source>sudo on {machine} did not accept the password.</source>
      <translation>{machine} の sudo でパスワードが受け付けられませんでした。</translation>
    </message>
    <message>
      <source>sudo on {machine} did not accept this password.</source>
      <translation>{machine} の sudo でこのパスワードは受け付けられませんでした。</translation>
    </message>
    <message>
      <source>suspended</source>
      <translation>一時停止中</translation>
    </message>
    <message>
      <source>suspended; without its memory</source>
      <translation>一時停止中 (メモリを除く)</translation>
    </message>
    <message>
      <source>swap</source>
      <translation>スワップ</translation>
    </message>
    <message>
      <source>system</source>
      <translation>システム</translation>
    </message>
    <message>
      <source>take a switch to virtio back at the next start</source>
      <translation>virtio への切り替えを次回の起動時に元に戻す</translation>
    </message>
    <message>
      <source>take all its space now</source>
      <translation>すべての容量を今確保する</translation>
    </message>
    <message>
      <source>take all space of the disks at once</source>
      <translation>ディスクの全容量を最初に確保する</translation>
    </message>
    <message>
      <source>take the tools disc out and give the old disc back</source>
      <translation>ツール ISO を取り出し、以前のメディアに戻す</translation>
    </message>
    <message>
      <source>target host</source>
      <translation>VM を作成するホスト</translation>
    </message>
    <message>
      <source>template</source>
      <translation>テンプレート</translation>
    </message>
    <message>
      <source>that of the host</source>
      <translation>ホストと同じもの</translation>
    </message>
    <message>
      <source>the NBD server does not tell the size of the disk</source>
      <translation>NBD サーバーからディスクのサイズを取得できません</translation>
    </message>
    <message>
      <source>the NBD server refuses the disk</source>
      <translation>NBD サーバーがディスクを拒否しています</translation>
    </message>
    <message>
      <source>the NBD server's answer is not understood</source>
      <translation>NBD サーバーの応答を解釈できません</translation>
    </message>
    <message>
      <source>the VM runs on another computer</source>
      <translation>VM が別のコンピュータで実行されています</translation>
    </message>
    <message>
      <source>the X.509 certificate of the key (PEM)</source>
      <translation>鍵の X.509 証明書 (PEM)</translation>
    </message>
    <message>
      <source>the archive ends in the middle of a header: it is cut off</source>
      <translation>アーカイブがヘッダーの途中で終わっています: 途中で切れています</translation>
    </message>
    <message>
      <source>the archive ends without its end mark: it is cut off</source>
      <translation>アーカイブに終了マークがありません: 途中で切れています</translation>
    </message>
    <message>
      <source>the archive has more than {n} members</source>
      <translation>アーカイブのメンバーが {n} 個を超えています</translation>
    </message>
    <message>
      <source>the archive has two members of this name</source>
      <translation>アーカイブにこの名前のメンバーが 2 つあります</translation>
    </message>
    <message>
      <source>the certificate can't be read ({detail})</source>
      <translation>証明書を読み取れません ({detail})</translation>
    </message>
    <message>
      <source>the certificate file can't be read</source>
      <translation>証明書ファイルを読み取れません</translation>
    </message>
    <message>
      <source>the checksum of its footer is wrong</source>
      <translation>フッターのチェックサムが正しくありません</translation>
    </message>
    <message>
      <source>the compressed data becomes larger than {limit} bytes</source>
      <translation>圧縮データの展開後のサイズが {limit} バイトを超えます</translation>
    </message>
    <message>
      <source>the compressed data ends in the middle</source>
      <translation>圧縮データが途中で終わっています</translation>
    </message>
    <message>
      <source>the compressed data is damaged ({detail})</source>
      <translation>圧縮データが破損しています ({detail})</translation>
    </message>
    <message>
      <source>the compressed data of the disk's byte {at} has a wrong length</source>
      <translation>ディスクのバイト {at} の圧縮データの長さが正しくありません</translation>
    </message>
    <message>
      <source>the compressed data of the disk's byte {at} is damaged ({detail})</source>
      <translation>ディスクのバイト {at} の圧縮データが破損しています ({detail})</translation>
    </message>
    <message>
      <source>the configuration file to use instead of the user's own</source>
      <translation>ユーザー自身の設定ファイルの代わりに使用する設定ファイル</translation>
    </message>
    <message>
      <source>the connection broke</source>
      <translation>接続が切れました</translation>
    </message>
    <message>
      <source>the connection to the host is lost</source>
      <translation>ホストとの接続が切れました</translation>
    </message>
    <message>
      <source>the connection was broken off</source>
      <translation>接続が切断されました</translation>
    </message>
    <message>
      <source>the connection was closed</source>
      <translation>接続が閉じられました</translation>
    </message>
    <message>
      <source>the connection was given up</source>
      <translation>接続が中止されました</translation>
    </message>
    <message>
      <source>the connection was refused</source>
      <translation>接続が拒否されました</translation>
    </message>
    <message>
      <source>the conversion host converts it</source>
      <translation>変換ホストが変換します</translation>
    </message>
    <message>
      <source>the conversion host looks into the disks</source>
      <translation>変換ホストがディスクの内容を確認します</translation>
    </message>
    <message>
      <source>the default one of the host</source>
      <translation>ホストの既定</translation>
    </message>
    <message>
      <source>the disk can't be read</source>
      <translation>ディスクを読み取れません</translation>
    </message>
    <message>
      <source>the disk ends after {n} of {m} bytes</source>
      <translation>ディスクが {m} バイトのうち {n} バイトで終わっています</translation>
    </message>
    <message>
      <source>the disk has {n} bytes, and its header says {m}</source>
      <translation>ディスクは {n} バイトですが、ヘッダーの記述では {m} バイトです</translation>
    </message>
    <message>
      <source>the disk has {n} bytes, and the package says {m}</source>
      <translation>ディスクは {n} バイトですが、パッケージの記述では {m} バイトです</translation>
    </message>
    <message>
      <source>the disk is described, and its content is not there</source>
      <translation>ディスクは記述されていますが、内容がありません</translation>
    </message>
    <message>
      <source>the disk is not as it was when it was captured: its MD5 is another</source>
      <translation>ディスクが取得時の内容と異なります: MD5 が一致しません</translation>
    </message>
    <message>
      <source>the disk reported an error</source>
      <translation>ディスクでエラーが発生しました</translation>
    </message>
    <message>
      <source>the disk {disk} is kept: {why}</source>
      <translation>ディスク {disk} は残ります: {why}</translation>
    </message>
    <message>
      <source>the disk {name} is longer than the {n} bytes that it says</source>
      <translation>ディスク {name} が記述されたサイズ ({n} バイト) より大きいです</translation>
    </message>
    <message>
      <source>the disks are at rest</source>
      <translation>ディスクは使用中ではありません</translation>
    </message>
    <message>
      <source>the encryption could not be set up</source>
      <translation>暗号化を設定できませんでした</translation>
    </message>
    <message>
      <source>the end of the address must be /system or /session</source>
      <translation>アドレスの末尾は /system または /session でなければなりません</translation>
    </message>
    <message>
      <source>the file system is read-only</source>
      <translation>ファイルシステムは読み取り専用です</translation>
    </message>
    <message>
      <source>the file; its kind is found by its content</source>
      <translation>ファイル (種類は内容から判定されます)</translation>
    </message>
    <message>
      <source>the firmware's settings are damaged ({detail})</source>
      <translation>ファームウェアの設定が破損しています ({detail})</translation>
    </message>
    <message>
      <source>the firmware's settings have an impossible size</source>
      <translation>ファームウェアの設定のサイズが正しくありません</translation>
    </message>
    <message>
      <source>the guest agent does not answer</source>
      <translation>ゲストエージェントが応答しません</translation>
    </message>
    <message>
      <source>the guest can't write to it</source>
      <translation>ゲストから書き込めないようにする</translation>
    </message>
    <message>
      <source>the host does not answer</source>
      <translation>ホストが応答しません</translation>
    </message>
    <message>
      <source>the host is connected over the network</source>
      <translation>ホストにネットワーク経由で接続しています</translation>
    </message>
    <message>
      <source>the host is not connected</source>
      <translation>ホストに接続されていません</translation>
    </message>
    <message>
      <source>the host reaches the disks</source>
      <translation>ホストがディスクにアクセス可能</translation>
    </message>
    <message>
      <source>the host that they go to</source>
      <translation>移行先のホスト</translation>
    </message>
    <message>
      <source>the host {host}</source>
      <translation>ホスト {host}</translation>
    </message>
    <message>
      <source>the host's IPv6 address in it (default: none)</source>
      <translation>ネットワーク内でのホストの IPv6 アドレス (デフォルト: なし)</translation>
    </message>
    <message>
      <source>the host's address in it (default: a free one; “none” = none)</source>
      <translation>ネットワーク内でのホストのアドレス (デフォルト: 空いているもの、「none」= なし)</translation>
    </message>
    <message>
      <source>the host's answer is not understood</source>
      <translation>ホストの応答を解釈できません</translation>
    </message>
    <message>
      <source>the host's device that traffic leaves by (default: any)</source>
      <translation>通信に使用するホストのデバイス (デフォルト: 任意)</translation>
    </message>
    <message>
      <source>the host's libvirt closed the connection</source>
      <translation>ホストの libvirt が接続を閉じました</translation>
    </message>
    <message>
      <source>the image names a file that is not one of its own, and such files are never opened</source>
      <translation>イメージが自身のものではないファイルを指定していますが、そのようなファイルを開くことはありません</translation>
    </message>
    <message>
      <source>the image of {name} with its snapshots is not the disk that it says</source>
      <translation>スナップショットを含む {name} のイメージが、記述されたディスクと一致しません</translation>
    </message>
    <message>
      <source>the language of the window, instead of the preference</source>
      <translation>設定の代わりに使用するウィンドウの言語</translation>
    </message>
    <message>
      <source>the logical volume is not directly on the disk's partitions</source>
      <translation>論理ボリュームがディスクのパーティション上に直接ありません</translation>
    </message>
    <message>
      <source>the logical volume is striped, mirrored or thin</source>
      <translation>論理ボリュームがストライプ、ミラー、またはシンです</translation>
    </message>
    <message>
      <source>the login was refused</source>
      <translation>ログインが拒否されました</translation>
    </message>
    <message>
      <source>the machine has come already</source>
      <translation>マシンはすでに接続しています</translation>
    </message>
    <message>
      <source>the machine is not switched off after its conversion</source>
      <translation>変換後にマシンの電源を切らない</translation>
    </message>
    <message>
      <source>the machine, running or booted from rescue media</source>
      <translation>稼働中の、またはレスキューメディアから起動したマシン</translation>
    </message>
    <message>
      <source>the manifest lists {name} twice</source>
      <translation>マニフェストに {name} が 2 回記載されています</translation>
    </message>
    <message>
      <source>the memory of the host {host}</source>
      <translation>ホスト {host} のメモリ</translation>
    </message>
    <message>
      <source>the name is too long</source>
      <translation>名前が長すぎます</translation>
    </message>
    <message>
      <source>the name of its backing file has an impossible length</source>
      <translation>バッキングファイルの名前の長さが正しくありません</translation>
    </message>
    <message>
      <source>the new size, like 40GiB</source>
      <translation>新しいサイズ (例: 40GiB)</translation>
    </message>
    <message>
      <source>the old one is deleted at the end</source>
      <translation>元のディスクは最後に削除されます</translation>
    </message>
    <message>
      <source>the old one stays</source>
      <translation>元のディスクは残ります</translation>
    </message>
    <message>
      <source>the package refers to it twice, or without an id</source>
      <translation>パッケージから 2 回参照されているか、ID がありません</translation>
    </message>
    <message>
      <source>the package refers to it, and it is not there</source>
      <translation>パッケージから参照されていますが、存在しません</translation>
    </message>
    <message>
      <source>the package says it is an image of the format {format}, and it is not</source>
      <translation>パッケージの記述では形式 {format} のイメージですが、異なります</translation>
    </message>
    <message>
      <source>the part before it is not what its checksum says</source>
      <translation>直前の部分がチェックサムと一致しません</translation>
    </message>
    <message>
      <source>the program {program} is not there</source>
      <translation>プログラム {program} がありません</translation>
    </message>
    <message>
      <source>the quota of disk space is used up</source>
      <translation>ディスク容量の割り当て上限に達しています</translation>
    </message>
    <message>
      <source>the same names there</source>
      <translation>同じ名前</translation>
    </message>
    <message>
      <source>the script sends a shadow copy</source>
      <translation>スクリプトがシャドウコピーを送信します</translation>
    </message>
    <message>
      <source>the server does not speak SPICE</source>
      <translation>サーバーが SPICE に対応していません</translation>
    </message>
    <message>
      <source>the server ended the connection</source>
      <translation>サーバーが接続を終了しました</translation>
    </message>
    <message>
      <source>the user's guide, XenServer 7.1</source>
      <translation>ユーザーガイド、XenServer 7.1</translation>
    </message>
    <message>
      <source>the volume group {group} has too little free space for a snapshot</source>
      <translation>ボリュームグループ {group} の空き容量がスナップショットに足りません</translation>
    </message>
    <message>
      <source>there are shadow copies of NTFS and ReFS only, where it is known where they are on the disk</source>
      <translation>シャドウコピーを作成できるのは、ディスク上の位置が判明している NTFS と ReFS のみです</translation>
    </message>
    <message>
      <source>there is no description of a virtual machine (an .ovf file) in it</source>
      <translation>仮想マシンの記述 (.ovf ファイル) が含まれていません</translation>
    </message>
    <message>
      <source>there is no marker where one has to be</source>
      <translation>マーカーがあるべき位置にありません</translation>
    </message>
    <message>
      <source>there is no space left</source>
      <translation>空き容量がありません</translation>
    </message>
    <message>
      <source>there is no such file or folder</source>
      <translation>ファイルまたはフォルダーが存在しません</translation>
    </message>
    <message>
      <source>there is no tar header where one has to be</source>
      <translation>tar ヘッダーがあるべき位置にありません</translation>
    </message>
    <message>
      <source>there is no way to this address</source>
      <translation>このアドレスへの経路がありません</translation>
    </message>
    <message>
      <source>there is no way to this network</source>
      <translation>このネットワークへの経路がありません</translation>
    </message>
    <message>
      <source>there is nothing in the compressed file</source>
      <translation>圧縮ファイルの中身がありません</translation>
    </message>
    <message>
      <source>this computer has no certificates for TLS connections</source>
      <translation>このコンピュータには TLS 接続用の証明書がありません</translation>
    </message>
    <message>
      <source>this disk</source>
      <translation>このディスク</translation>
    </message>
    <message>
      <source>this format has no place for them.</source>
      <translation>この形式には保存できません。</translation>
    </message>
    <message>
      <source>this host's hypervisor or libvirt can't do it</source>
      <translation>このホストのハイパーバイザーまたは libvirt では実行できません</translation>
    </message>
    <message>
      <source>this kind of address is not known</source>
      <translation>この種類のアドレスには対応していません</translation>
    </message>
    <message>
      <source>this partition stays empty; may be given several times</source>
      <translation>このパーティションを空のままにする (繰り返し指定可)</translation>
    </message>
    <message>
      <source>throw the saved state away and start afresh</source>
      <translation>保存された状態を破棄して起動し直す</translation>
    </message>
    <message>
      <source>throw the saved state of a suspended VM away and start it afresh</source>
      <translation>一時停止中の VM の保存された状態を破棄して起動し直す</translation>
    </message>
    <message>
      <source>ticked</source>
      <translation>選択済み</translation>
    </message>
    <message>
      <source>to come</source>
      <translation>未実行</translation>
    </message>
    <message>
      <source>two parts of the image describe the same place of the disk, or are out of order</source>
      <translation>イメージの 2 つの部分がディスクの同じ場所を示しているか、順序が正しくありません</translation>
    </message>
    <message>
      <source>two passes</source>
      <translation>コピー 2 回</translation>
    </message>
    <message>
      <source>two places of the disk share one block</source>
      <translation>ディスクの 2 か所が同じブロックを共有しています</translation>
    </message>
    <message>
      <source>two places of the disk share one grain</source>
      <translation>ディスクの 2 か所が同じグレインを共有しています</translation>
    </message>
    <message>
      <source>unattended installation</source>
      <translation>無人インストール</translation>
    </message>
    <message>
      <source>unattended, user {user}</source>
      <translation>無人、ユーザー {user}</translation>
    </message>
    <message>
      <source>unfinished template</source>
      <translation>未完成のテンプレート</translation>
    </message>
    <message>
      <source>unknown</source>
      <translation>不明</translation>
    </message>
    <message>
      <source>unplug its cable</source>
      <translation>ケーブルを外す</translation>
    </message>
    <message>
      <source>until the next start</source>
      <translation>次回の起動時まで</translation>
    </message>
    <message>
      <source>up to {n}</source>
      <translation>最大 {n}</translation>
    </message>
    <message>
      <source>use this libvirt instead of the configured hosts; may be repeated</source>
      <translation>設定済みのホストの代わりにこの libvirt を使用する (繰り返し指定可)</translation>
    </message>
    <message>
      <source>used by {names}</source>
      <translation>{names} が使用中</translation>
    </message>
    <message>
      <source>vCPUs</source>
      <translation>vCPU</translation>
    </message>
    <message>
      <source>vCPUs can be added up to this number while the VM runs.</source>
      <translation>VM の実行中に、この数まで vCPU を追加できます。</translation>
    </message>
    <message>
      <source>vCPUs: {count}</source>
      <translation>vCPU: {count}</translation>
    </message>
    <message>
      <source>virt-p2v has to write in the format “raw” (p2v.of=raw).</source>
      <translation>virt-p2v は「raw」形式で書き込む必要があります (p2v.of=raw)。</translation>
    </message>
    <message>
      <source>virt-p2v key</source>
      <translation>virt-p2v の鍵</translation>
    </message>
    <message>
      <source>virt-p2v media of {name}</source>
      <translation>{name} の virt-p2v メディア</translation>
    </message>
    <message>
      <source>virt-p2v sends them</source>
      <translation>virt-p2v が送信します</translation>
    </message>
    <message>
      <source>virt-sysprep is not installed on {host} (package {package}).</source>
      <translation>virt-sysprep が {host} にインストールされていません (パッケージ {package})。</translation>
    </message>
    <message>
      <source>virt-sysprep, in the clone's disks</source>
      <translation>virt-sysprep (複製のディスク内)</translation>
    </message>
    <message>
      <source>virt-v2v can't convert for Xen: the disks are copied, and the system is prepared by hand.</source>
      <translation>virt-v2v は Xen 用の変換に対応していません。ディスクはコピーされますが、システムの準備は手動で行います。</translation>
    </message>
    <message>
      <source>virt-v2v is not installed on {host}.</source>
      <translation>virt-v2v が {host} にインストールされていません。</translation>
    </message>
    <message>
      <source>virt-v2v is there ({version}).</source>
      <translation>virt-v2v ({version}) があります。</translation>
    </message>
    <message>
      <source>virt-v2v on {host} is too old ({version}): virt-p2v needs 1.28.</source>
      <translation>{host} の virt-v2v は古すぎます ({version})。virt-p2v には 1.28 が必要です。</translation>
    </message>
    <message>
      <source>virt-v2v on {host} is too old, or can't be run there ({version}).</source>
      <translation>{host} の virt-v2v は古すぎるか、実行できません ({version})。</translation>
    </message>
    <message>
      <source>virtdeck: the window could not be opened because of an error in Virtdeck itself. Details: {log}</source>
      <translation>virtdeck: Virtdeck 自体のエラーのため、ウィンドウを開けませんでした。詳細: {log}</translation>
    </message>
    <message>
      <source>virtio</source>
      <translation>virtio</translation>
    </message>
    <message>
      <source>virtio, scsi, sata or usb (default: as its other disks)</source>
      <translation>virtio、scsi、sata、または usb (デフォルト: ほかのディスクと同じ)</translation>
    </message>
    <message>
      <source>virtio-win &amp;ISO</source>
      <translation>virtio-win ISO(&amp;I)</translation>
    </message>
    <message>
      <source>virtio-win ISO</source>
      <translation>virtio-win ISO</translation>
    </message>
    <message>
      <source>virtio-win, its version is not known</source>
      <translation>virtio-win、バージョン不明</translation>
    </message>
    <message>
      <source>virtio-win, version {version}</source>
      <translation>virtio-win、バージョン {version}</translation>
    </message>
    <message>
      <source>virtual CPUs that it can grow to while it runs</source>
      <translation>実行中に増やすことができる仮想 CPU の最大数</translation>
    </message>
    <message>
      <source>virtual disk</source>
      <translation>仮想ディスク</translation>
    </message>
    <message>
      <source>vm-clone and vm-copy print a list of the VMs that they made; vm-prepare, template-create and template-quick print one.</source>
      <translation>vm-clone と vm-copy は作成した VM のリストを出力します。vm-prepare、template-create、template-quick はオブジェクトを 1 つ出力します。</translation>
    </message>
    <message>
      <source>wait until its agent responds first</source>
      <translation>先にエージェントが応答するまで待つ</translation>
    </message>
    <message>
      <source>wait until its management agent responds</source>
      <translation>管理エージェントが応答するまで待つ</translation>
    </message>
    <message>
      <source>wait until its management agent responds, at most so long (default: {n})</source>
      <translation>管理エージェントが応答するまで最大でこの秒数待つ (デフォルト: {n})</translation>
    </message>
    <message>
      <source>waiting for the machine</source>
      <translation>マシンを待機中</translation>
    </message>
    <message>
      <source>warning</source>
      <translation>警告</translation>
    </message>
    <message>
      <source>was {mac}</source>
      <translation>変更前: {mac}</translation>
    </message>
    <message>
      <source>what answers is not an NBD server</source>
      <translation>応答しているのは NBD サーバーではありません</translation>
    </message>
    <message>
      <source>what is made; ova and ovf take several VMs into one package</source>
      <translation>作成するもの (ova と ovf では複数の VM を 1 つのパッケージにまとめる)</translation>
    </message>
    <message>
      <source>what kind of storage</source>
      <translation>ストレージの種類</translation>
    </message>
    <message>
      <source>what they hold is not inside its disks, or a disk is based on another one.</source>
      <translation>内容がディスク内に含まれていないか、ディスクが別のディスクを基にしています。</translation>
    </message>
    <message>
      <source>what to call it (default: from the address)</source>
      <translation>ホストの表示名 (デフォルト: アドレスから)</translation>
    </message>
    <message>
      <source>where (default: the only host that is there)</source>
      <translation>作成先 (デフォルト: 唯一のホスト)</translation>
    </message>
    <message>
      <source>where a folder with key, kernel command line and PXE entry is made</source>
      <translation>鍵、カーネルコマンドライン、PXE エントリのフォルダーを作成する場所</translation>
    </message>
    <message>
      <source>where copied disks go (default: the host's own); with DISK (like vda) that one disk; may be repeated</source>
      <translation>ディスクのコピー先 (デフォルト: ホスト自身の場所)。DISK (例: vda) を付けるとそのディスクのみ (繰り返し指定可)</translation>
    </message>
    <message>
      <source>where it is made (default: the first fit host)</source>
      <translation>作成先 (デフォルト: 条件を満たす最初のホスト)</translation>
    </message>
    <message>
      <source>where it runs (default: the first fit host)</source>
      <translation>VM を実行するホスト (デフォルト: 条件を満たす最初のホスト)</translation>
    </message>
    <message>
      <source>where the machine fetches the key; else it is on the media</source>
      <translation>マシンが鍵を取得する場所 (省略時: メディア上)</translation>
    </message>
    <message>
      <source>where the script is written</source>
      <translation>スクリプトを書き込む場所</translation>
    </message>
    <message>
      <source>where they run (default: the source's host)</source>
      <translation>複製を実行するホスト (デフォルト: 複製元のホスト)</translation>
    </message>
    <message>
      <source>where virt-v2v runs; else the target host</source>
      <translation>virt-v2v を実行するホスト (省略時: VM を作成するホスト)</translation>
    </message>
    <message>
      <source>where; may be repeated (default: the only host that is there)</source>
      <translation>作成先 (繰り返し指定可、デフォルト: 唯一のホスト)</translation>
    </message>
    <message>
      <source>which operating system is converted: first, single, or its file system, for example /dev/sda2</source>
      <translation>変換するオペレーティングシステム: first、single、またはそのファイルシステム (例: /dev/sda2)</translation>
    </message>
    <message>
      <source>while it is off</source>
      <translation>停止中に移行</translation>
    </message>
    <message>
      <source>while they run (without it: VMs that are off)</source>
      <translation>実行したまま移行する (指定しない場合: 停止している VM)</translation>
    </message>
    <message>
      <source>with --contents: overwrite the disks before</source>
      <translation>--contents とともに指定: 先にディスクを上書きする</translation>
    </message>
    <message>
      <source>with --from-vm: a full copy of it as it was in this snapshot</source>
      <translation>--from-vm とともに指定: このスナップショットの時点の完全なコピーを使用する</translation>
    </message>
    <message>
      <source>with --from-vm: remove its identity from its disks first (virt-sysprep)</source>
      <translation>--from-vm とともに指定: 先に固有情報をディスクから削除する (virt-sysprep)</translation>
    </message>
    <message>
      <source>with --from-vm: shut it down first if it runs</source>
      <translation>--from-vm とともに指定: 実行中の場合は先にシャットダウンする</translation>
    </message>
    <message>
      <source>with --from-vm: the VM stays, a full copy of it becomes the template</source>
      <translation>--from-vm とともに指定: VM を残し、その完全なコピーをテンプレートにする</translation>
    </message>
    <message>
      <source>with --from: copy what nothing holds still too, as after a power failure</source>
      <translation>--from とともに指定: 静止できないものも、停電後と同じ状態でコピーする</translation>
    </message>
    <message>
      <source>with --from: no snapshots on the machine, and no file system frozen</source>
      <translation>--from とともに指定: マシンのスナップショットの作成とファイルシステムの固定を行わない</translation>
    </message>
    <message>
      <source>with --insert: the virtio-win ISO of this computer, for Windows</source>
      <translation>--insert とともに指定: Windows 用の、このコンピュータの virtio-win ISO</translation>
    </message>
    <message>
      <source>with --kind bridge: the bridge of the host</source>
      <translation>--kind bridge とともに指定: ホストのブリッジ</translation>
    </message>
    <message>
      <source>with --switch-to-virtio: how long the guest may stay silent before it is taken back</source>
      <translation>--switch-to-virtio とともに指定: ゲストの動作を確認できない場合に元に戻すまでの時間</translation>
    </message>
    <message>
      <source>with its UUID and MAC addresses</source>
      <translation>元の UUID と MAC アドレスを使用</translation>
    </message>
    <message>
      <source>with seed: address of the first clone; the others get the next ones</source>
      <translation>seed とともに指定: 最初の複製のアドレス (2 つ目以降には続きのアドレスが割り当てられる)</translation>
    </message>
    <message>
      <source>with seed: their gateway</source>
      <translation>seed とともに指定: ゲートウェイ</translation>
    </message>
    <message>
      <source>with seed: their name servers</source>
      <translation>seed とともに指定: ネームサーバー</translation>
    </message>
    <message>
      <source>with the UUID and the MAC addresses that it had, instead of as a copy</source>
      <translation>コピーとしてではなく、元の UUID と MAC アドレスでインポートする</translation>
    </message>
    <message>
      <source>with the host</source>
      <translation>ホストと同時</translation>
    </message>
    <message>
      <source>works</source>
      <translation>成功</translation>
    </message>
    <message>
      <source>xxHash (XenServer 8, XCP-ng 8.1 and later)</source>
      <translation>xxHash (XenServer 8、XCP-ng 8.1 以降)</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>はい</translation>
    </message>
    <message>
      <source>yesterday</source>
      <translation>昨日</translation>
    </message>
    <message>
      <source>you are not allowed to use its libvirt</source>
      <translation>libvirt を使用する権限がありません</translation>
    </message>
    <message>
      <source>your choice</source>
      <translation>指定した値</translation>
    </message>
    <message>
      <source>zstd</source>
      <translation>zstd</translation>
    </message>
    <message>
      <source>{able} of {all} can take part. The others are left out:</source>
      <translation>{all} 台のうち {able} 台で実行できます。残りは対象外です:</translation>
    </message>
    <message>
      <source>{address} can't be the host's address in {subnet}.</source>
      <translation>{address} は {subnet} でのホストのアドレスとして使用できません。</translation>
    </message>
    <message>
      <source>{attempt} into {repository}: {why}</source>
      <translation>{attempt} (保存先 {repository}): {why}</translation>
    </message>
    <message>
      <source>{attempt} on {host}: {why}</source>
      <translation>{attempt} ({host}): {why}</translation>
    </message>
    <message>
      <source>{attempt}: Virtdeck's tools disc for Linux is not on this computer.</source>
      <translation>{attempt}: Virtdeck の Linux 用ツール ISO がこのコンピュータにありません。</translation>
    </message>
    <message>
      <source>{attempt}: a command in it failed.</source>
      <translation>{attempt}: ゲスト内のコマンドが失敗しました。</translation>
    </message>
    <message>
      <source>{attempt}: a copy of its disk needs {needed} MiB for a while, and {repository} has {free} MiB free.</source>
      <translation>{attempt}: ディスクのコピーに一時的に {needed} MiB が必要ですが、{repository} の空きは {free} MiB です。</translation>
    </message>
    <message>
      <source>{attempt}: a disk that is read only has nothing to reset at start.</source>
      <translation>{attempt}: 読み取り専用のディスクには、起動時にリセットするものがありません。</translation>
    </message>
    <message>
      <source>{attempt}: a running VM writes to it: {users}.</source>
      <translation>{attempt}: 実行中の VM が書き込んでいます: {users}。</translation>
    </message>
    <message>
      <source>{attempt}: both hosts say that it runs.</source>
      <translation>{attempt}: 両方のホストで実行中と表示されています。</translation>
    </message>
    <message>
      <source>{attempt}: it got other disks meanwhile.</source>
      <translation>{attempt}: 途中でディスクが変更されました。</translation>
    </message>
    <message>
      <source>{attempt}: it has no CD drive, none can be added while it runs, and it is a temporary VM.</source>
      <translation>{attempt}: CD ドライブがなく、実行中は追加できません。また、一時的な VM のため次回の起動時にも追加できません。</translation>
    </message>
    <message>
      <source>{attempt}: it has no CD drive.</source>
      <translation>{attempt}: CD ドライブがありません。</translation>
    </message>
    <message>
      <source>{attempt}: it has no snapshot {snapshot}.</source>
      <translation>{attempt}: スナップショット {snapshot} がありません。</translation>
    </message>
    <message>
      <source>{attempt}: it is not a template any more.</source>
      <translation>{attempt}: すでにテンプレートではありません。</translation>
    </message>
    <message>
      <source>{attempt}: it is running.</source>
      <translation>{attempt}: 実行中です。</translation>
    </message>
    <message>
      <source>{attempt}: it needs {needed} MiB, and {folder} has {free} MiB free.</source>
      <translation>{attempt}: {needed} MiB が必要ですが、{folder} の空きは {free} MiB です。</translation>
    </message>
    <message>
      <source>{attempt}: it was deleted meanwhile.</source>
      <translation>{attempt}: 途中で削除されました。</translation>
    </message>
    <message>
      <source>{attempt}: it was started meanwhile, so what was copied is not of one moment.</source>
      <translation>{attempt}: 途中で起動されたため、コピーした内容が同じ時点のものではありません。</translation>
    </message>
    <message>
      <source>{attempt}: it was started meanwhile.</source>
      <translation>{attempt}: 途中で起動されました。</translation>
    </message>
    <message>
      <source>{attempt}: it was started or changed meanwhile.</source>
      <translation>{attempt}: 途中で起動または変更されました。</translation>
    </message>
    <message>
      <source>{attempt}: it was started while its disks were read.</source>
      <translation>{attempt}: ディスクの読み取り中に起動されました。</translation>
    </message>
    <message>
      <source>{attempt}: its disk {disk} can't be deleted with it. {why}</source>
      <translation>{attempt}: ディスク {disk} を一緒に削除できません。{why}</translation>
    </message>
    <message>
      <source>{attempt}: its disk {disk} does not exist, or is in no active storage repository.</source>
      <translation>{attempt}: ディスク {disk} が存在しないか、アクティブなストレージリポジトリにありません。</translation>
    </message>
    <message>
      <source>{attempt}: its disk {disk} is based on another one (or of another format there). Make a full copy first.</source>
      <translation>{attempt}: ディスク {disk} が別のディスクを基にしているか、移行先では別の形式になります。先に完全なコピーを作成してください。</translation>
    </message>
    <message>
      <source>{attempt}: its disk {disk} is in no storage repository.</source>
      <translation>{attempt}: ディスク {disk} がストレージリポジトリにありません。</translation>
    </message>
    <message>
      <source>{attempt}: its disk {disk} is out of reach.</source>
      <translation>{attempt}: ディスク {disk} にアクセスできません。</translation>
    </message>
    <message>
      <source>{attempt}: its disk {disk} still depends on another one.</source>
      <translation>{attempt}: ディスク {disk} はまだ別のディスクに依存しています。</translation>
    </message>
    <message>
      <source>{attempt}: its disks need {needed} MiB at once, and {repository} has {free} MiB free.</source>
      <translation>{attempt}: ディスクには今すぐ {needed} MiB が必要ですが、{repository} の空きは {free} MiB です。</translation>
    </message>
    <message>
      <source>{attempt}: its disks need {needed} MiB, and {repository} has {free} MiB free.</source>
      <translation>{attempt}: ディスクには {needed} MiB が必要ですが、{repository} の空きは {free} MiB です。</translation>
    </message>
    <message>
      <source>{attempt}: its firmware's variables could not be copied to {path}.</source>
      <translation>{attempt}: ファームウェアの変数を {path} にコピーできませんでした。</translation>
    </message>
    <message>
      <source>{attempt}: its host accepted it, but does not show it as active.</source>
      <translation>{attempt}: ホストは受け付けましたが、アクティブになりません。</translation>
    </message>
    <message>
      <source>{attempt}: its host accepted it, but does not show it.</source>
      <translation>{attempt}: ホストは受け付けましたが、表示されません。</translation>
    </message>
    <message>
      <source>{attempt}: its host does not reach {name}.</source>
      <translation>{attempt}: ホストから {name} にアクセスできません。</translation>
    </message>
    <message>
      <source>{attempt}: its host has no folder repository for it.</source>
      <translation>{attempt}: ホストに保存用のフォルダー型のストレージリポジトリがありません。</translation>
    </message>
    <message>
      <source>{attempt}: its host has no storage repository.</source>
      <translation>{attempt}: ホストにストレージリポジトリがありません。</translation>
    </message>
    <message>
      <source>{attempt}: its host needs a folder to put a copy of the disk into for the time of the export, and has none.</source>
      <translation>{attempt}: エクスポート中にディスクのコピーを置くフォルダーがホストに必要ですが、ありません。</translation>
    </message>
    <message>
      <source>{attempt}: its snapshot was made anew meanwhile.</source>
      <translation>{attempt}: 途中でスナップショットが作成し直されました。</translation>
    </message>
    <message>
      <source>{attempt}: no name is given.</source>
      <translation>{attempt}: 名前が指定されていません。</translation>
    </message>
    <message>
      <source>{attempt}: no storage repository is chosen for a disk.</source>
      <translation>{attempt}: ディスクのストレージリポジトリが選択されていません。</translation>
    </message>
    <message>
      <source>{attempt}: no virtio-win ISO was found on {host}.</source>
      <translation>{attempt}: {host} に virtio-win ISO が見つかりません。</translation>
    </message>
    <message>
      <source>{attempt}: none can be added while it runs, and it is a temporary VM.</source>
      <translation>{attempt}: 実行中は追加できません。また、一時的な VM のため次回の起動時にも追加できません。</translation>
    </message>
    <message>
      <source>{attempt}: not all VMs have been read, so it is not known whether one uses it: {names}.</source>
      <translation>{attempt}: すべての VM が読み取られていないため、使用中の VM があるかどうか不明です: {names}。</translation>
    </message>
    <message>
      <source>{attempt}: nothing can be written to {folder}.</source>
      <translation>{attempt}: {folder} に書き込めません。</translation>
    </message>
    <message>
      <source>{attempt}: other disks are based on {disk}, which must not change: {names}.</source>
      <translation>{attempt}: ほかのディスクが {disk} を基にしているため、変更できません: {names}。</translation>
    </message>
    <message>
      <source>{attempt}: the chain of its disk {disk} could not be read.</source>
      <translation>{attempt}: ディスク {disk} のチェーンを読み取れませんでした。</translation>
    </message>
    <message>
      <source>{attempt}: the connection broke, and it is not known on which host it runs now.</source>
      <translation>{attempt}: 接続が切れたため、現在どちらのホストで実行されているか不明です。</translation>
    </message>
    <message>
      <source>{attempt}: the copies need {needed} MiB, and {repository} has {free} MiB free.</source>
      <translation>{attempt}: コピーには {needed} MiB が必要ですが、{repository} の空きは {free} MiB です。</translation>
    </message>
    <message>
      <source>{attempt}: the copy of its disk {disk} is not like the original. The original is untouched.</source>
      <translation>{attempt}: ディスク {disk} のコピーが元のディスクと一致しません。元のディスクは変更されていません。</translation>
    </message>
    <message>
      <source>{attempt}: the disk {disk} is not what it was in the snapshot {snapshot} any more, since its chain was changed.</source>
      <translation>{attempt}: チェーンが変更されたため、ディスク {disk} はすでにスナップショット {snapshot} の時点の状態ではありません。</translation>
    </message>
    <message>
      <source>{attempt}: the disks need {needed} MiB, and {repository} has {free} MiB free.</source>
      <translation>{attempt}: ディスクには {needed} MiB が必要ですが、{repository} の空きは {free} MiB です。</translation>
    </message>
    <message>
      <source>{attempt}: the guest could not be prepared by virt-sysprep.</source>
      <translation>{attempt}: virt-sysprep でゲストを準備できませんでした。</translation>
    </message>
    <message>
      <source>{attempt}: the guest does not let go of it.</source>
      <translation>{attempt}: ゲストがディスクを解放しません。</translation>
    </message>
    <message>
      <source>{attempt}: the guest does not let the card go.</source>
      <translation>{attempt}: ゲストがネットワークカードを解放しません。</translation>
    </message>
    <message>
      <source>{attempt}: the host accepted it, but does not show it.</source>
      <translation>{attempt}: ホストは受け付けましたが、表示されません。</translation>
    </message>
    <message>
      <source>{attempt}: the host accepted it, but the disk has its old size.</source>
      <translation>{attempt}: ホストは受け付けましたが、ディスクは以前のサイズのままです。</translation>
    </message>
    <message>
      <source>{attempt}: the host does not show it yet.</source>
      <translation>{attempt}: ホストにまだ反映されていません。</translation>
    </message>
    <message>
      <source>{attempt}: the size of its disk {disk} is not known, since it is in no storage repository.</source>
      <translation>{attempt}: ディスク {disk} がストレージリポジトリにないため、サイズが不明です。</translation>
    </message>
    <message>
      <source>{attempt}: the snapshot {snapshot} could not be read out of {file}.</source>
      <translation>{attempt}: {file} からスナップショット {snapshot} を読み取れませんでした。</translation>
    </message>
    <message>
      <source>{attempt}: the storage repository does not exist any more.</source>
      <translation>{attempt}: ストレージリポジトリはすでに存在しません。</translation>
    </message>
    <message>
      <source>{attempt}: there is no disk to export.</source>
      <translation>{attempt}: エクスポートするディスクがありません。</translation>
    </message>
    <message>
      <source>{attempt}: these depend on its disk {disk}: {names}.</source>
      <translation>{attempt}: 次のものがディスク {disk} に依存しています: {names}。</translation>
    </message>
    <message>
      <source>{attempt}: two VMs have this name.</source>
      <translation>{attempt}: 2 つの VM がこの名前です。</translation>
    </message>
    <message>
      <source>{attempt}: two clones have the name {name}.</source>
      <translation>{attempt}: 2 つの複製に同じ名前 {name} が指定されています。</translation>
    </message>
    <message>
      <source>{attempt}: two hosts are needed.</source>
      <translation>{attempt}: 2 台のホストが必要です。</translation>
    </message>
    <message>
      <source>{attempt}: {disk} is not one of its disks.</source>
      <translation>{attempt}: {disk} はこの VM のディスクではありません。</translation>
    </message>
    <message>
      <source>{attempt}: {disk} is used as a disk.</source>
      <translation>{attempt}: {disk} はディスクとして使用されています。</translation>
    </message>
    <message>
      <source>{attempt}: {disk} is used by {users}.</source>
      <translation>{attempt}: {disk} は使用中です: {users}。</translation>
    </message>
    <message>
      <source>{attempt}: {file} can't be written.</source>
      <translation>{attempt}: {file} に書き込めません。</translation>
    </message>
    <message>
      <source>{attempt}: {file} exists already.</source>
      <translation>{attempt}: {file} はすでに存在します。</translation>
    </message>
    <message>
      <source>{attempt}: {host} already has a storage repository with this name.</source>
      <translation>{attempt}: {host} には同じ名前のストレージリポジトリがすでにあります。</translation>
    </message>
    <message>
      <source>{attempt}: {host} can't read the disc, and has no storage repository that it could be copied to.</source>
      <translation>{attempt}: {host} は ISO を読み取れず、コピー先にできるストレージリポジトリもありません。</translation>
    </message>
    <message>
      <source>{attempt}: {host} has no active network {network}.</source>
      <translation>{attempt}: {host} にアクティブなネットワーク {network} がありません。</translation>
    </message>
    <message>
      <source>{attempt}: {host} has no storage repository for its disks.</source>
      <translation>{attempt}: {host} にディスク用のストレージリポジトリがありません。</translation>
    </message>
    <message>
      <source>{attempt}: {name} can't have disks of this format.</source>
      <translation>{attempt}: {name} にはこの形式のディスクを作成できません。</translation>
    </message>
    <message>
      <source>{attempt}: {name} is a temporary VM.</source>
      <translation>{attempt}: {name} は一時的な VM です。</translation>
    </message>
    <message>
      <source>{attempt}: {repository} already has a disk with this name.</source>
      <translation>{attempt}: {repository} には同じ名前のディスクがすでにあります。</translation>
    </message>
    <message>
      <source>{attempt}: {repository} has {free} MiB free.</source>
      <translation>{attempt}: {repository} の空きは {free} MiB です。</translation>
    </message>
    <message>
      <source>{attempt}: {why}</source>
      <translation>{attempt}: {why}</translation>
    </message>
    <message>
      <source>{a} and {b} are the same computer (UUID {uuid}).</source>
      <translation>{a} と {b} は同じコンピュータです (UUID {uuid})。</translation>
    </message>
    <message>
      <source>{a} does not reach {b} ({address}, port {port}).</source>
      <translation>{a} から {b} に到達できません ({address}、ポート {port})。</translation>
    </message>
    <message>
      <source>{before} MiB/s → {after} MiB/s</source>
      <translation>{before} MiB/秒 → {after} MiB/秒</translation>
    </message>
    <message>
      <source>{before} → {after}</source>
      <translation>{before} → {after}</translation>
    </message>
    <message>
      <source>{clone}: depth {depth}, takes {bytes}, {saved} shared with others</source>
      <translation>{clone}: 深さ {depth}、使用量 {bytes}、ほかと共有しているサイズ {saved}</translation>
    </message>
    <message>
      <source>{count} disks, together up to {size}</source>
      <translation>{count} 個のディスク、合計最大 {size}</translation>
    </message>
    <message>
      <source>{count} storage repositories</source>
      <translation>{count} 個のストレージリポジトリ</translation>
    </message>
    <message>
      <source>{count} vCPUs can't be divided into sockets of {cores} cores.</source>
      <translation>{count} 個の vCPU を {cores} コアのソケットに分割できません。</translation>
    </message>
    <message>
      <source>{count} vCPUs, {memory}</source>
      <translation>{count} vCPU、{memory}</translation>
    </message>
    <message>
      <source>{count} virtual disks could not be deleted</source>
      <translation>{count} 個の仮想ディスクを削除できませんでした</translation>
    </message>
    <message>
      <source>{cpus} CPUs, {memory} of memory</source>
      <translation>CPU {cpus} 個、メモリ {memory}</translation>
    </message>
    <message>
      <source>{depth}: each layer makes reading slower</source>
      <translation>{depth}: 階層が増えるほど読み取りが遅くなります</translation>
    </message>
    <message>
      <source>{device} ({model}) has no driver in the guest</source>
      <translation>{device} ({model}) のドライバーがゲストにありません</translation>
    </message>
    <message>
      <source>{device} is emulated {model}</source>
      <translation>{device} はエミュレートされた {model} です</translation>
    </message>
    <message>
      <source>{digests}, {signed}</source>
      <translation>{digests}、{signed}</translation>
    </message>
    <message>
      <source>{disks}: the new disk ends after the last partition. File systems keep their size.</source>
      <translation>{disks}: 新しいディスクは最後のパーティションの後で終わります。ファイルシステムのサイズは変わりません。</translation>
    </message>
    <message>
      <source>{disk} could not be read at byte {offset}.</source>
      <translation>{disk} のバイト {offset} を読み取れませんでした。</translation>
    </message>
    <message>
      <source>{disk} has sectors of {size} bytes: the VM's disk needs the same to find its partitions.</source>
      <translation>{disk} のセクターは {size} バイトです。パーティションを認識するには、VM のディスクも同じでなければなりません。</translation>
    </message>
    <message>
      <source>{disk} is a Windows dynamic disk, which the conversion can't read.</source>
      <translation>{disk} は Windows のダイナミックディスクであり、変換では読み取れません。</translation>
    </message>
    <message>
      <source>{disk} is blank: there is no partition table and no file system on it.</source>
      <translation>{disk} は空白のディスクです。パーティションテーブルもファイルシステムもありません。</translation>
    </message>
    <message>
      <source>{disk} is cut off: its partitions reach behind its end.</source>
      <translation>{disk} は途中で切れています。パーティションがディスクの末尾を超えています。</translation>
    </message>
    <message>
      <source>{disk} is encrypted by BitLocker.</source>
      <translation>{disk} は BitLocker で暗号化されています。</translation>
    </message>
    <message>
      <source>{disk} is encrypted by LUKS.</source>
      <translation>{disk} は LUKS で暗号化されています。</translation>
    </message>
    <message>
      <source>{disk}: depth {depth}, {size} shared with others</source>
      <translation>{disk}: 深さ {depth}、ほかと共有しているサイズ {size}</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} / {total}</translation>
    </message>
    <message>
      <source>{d} days {h} h</source>
      <translation>{d} 日 {h} 時間</translation>
    </message>
    <message>
      <source>{facts}, KVM</source>
      <translation>{facts}、KVM</translation>
    </message>
    <message>
      <source>{facts}, emulation (slow)</source>
      <translation>{facts}、エミュレーション (低速)</translation>
    </message>
    <message>
      <source>{file} can't be opened: {why}.</source>
      <translation>{file} を開けません: {why}。</translation>
    </message>
    <message>
      <source>{file} can't be read: {why}.</source>
      <translation>{file} を読み取れません: {why}。</translation>
    </message>
    <message>
      <source>{file} can't be used: byte {offset}: {why}.</source>
      <translation>{file} を使用できません: バイト {offset}: {why}。</translation>
    </message>
    <message>
      <source>{file} can't be used: {member}, byte {offset}: {why}.</source>
      <translation>{file} を使用できません: {member}、バイト {offset}: {why}。</translation>
    </message>
    <message>
      <source>{file} can't be used: {member}: {why}.</source>
      <translation>{file} を使用できません: {member}: {why}。</translation>
    </message>
    <message>
      <source>{file} can't be used: {why}.</source>
      <translation>{file} を使用できません: {why}。</translation>
    </message>
    <message>
      <source>{file} could not be copied to the virtual disk {name}</source>
      <translation>{file} を仮想ディスク {name} にコピーできませんでした</translation>
    </message>
    <message>
      <source>{file} could not be copied: it can't be read.</source>
      <translation>{file} をコピーできませんでした: ファイルを読み取れません。</translation>
    </message>
    <message>
      <source>{file} could not be copied: it needs {needed} MiB, and {repository} has {free} MiB free.</source>
      <translation>{file} をコピーできませんでした: {needed} MiB が必要ですが、{repository} の空きは {free} MiB です。</translation>
    </message>
    <message>
      <source>{file} could not be copied: the storage repository does not exist any more.</source>
      <translation>{file} をコピーできませんでした: ストレージリポジトリがすでに存在しません。</translation>
    </message>
    <message>
      <source>{file} could not be imported</source>
      <translation>{file} をインポートできませんでした</translation>
    </message>
    <message>
      <source>{file} could not be imported: no VM is chosen.</source>
      <translation>{file} をインポートできませんでした: VM が選択されていません。</translation>
    </message>
    <message>
      <source>{file} could not be imported: the disk {name} is empty.</source>
      <translation>{file} をインポートできませんでした: ディスク {name} が空です。</translation>
    </message>
    <message>
      <source>{file} could not be imported: the disk {name} is not in it any more.</source>
      <translation>{file} をインポートできませんでした: ディスク {name} がすでに含まれていません。</translation>
    </message>
    <message>
      <source>{file} could not be read</source>
      <translation>{file} を読み取れませんでした</translation>
    </message>
    <message>
      <source>{file} could not be read.</source>
      <translation>{file} を読み取れませんでした。</translation>
    </message>
    <message>
      <source>{file} could not be uploaded</source>
      <translation>{file} をアップロードできませんでした</translation>
    </message>
    <message>
      <source>{file} has no VM in it.</source>
      <translation>{file} に VM が含まれていません。</translation>
    </message>
    <message>
      <source>{file} is not a file.</source>
      <translation>{file} はファイルではありません。</translation>
    </message>
    <message>
      <source>{file} is not equal to what was read from the VM: it has been removed again.</source>
      <translation>{file} が VM から読み取った内容と一致しないため、削除しました。</translation>
    </message>
    <message>
      <source>{file} is not what it says: do not use it.</source>
      <translation>{file} の内容が正しくありません。使用しないでください。</translation>
    </message>
    <message>
      <source>{file} is there already.</source>
      <translation>{file} はすでに存在します。</translation>
    </message>
    <message>
      <source>{file} will be replaced.</source>
      <translation>{file} は置き換えられます。</translation>
    </message>
    <message>
      <source>{firmwares}, Secure Boot</source>
      <translation>{firmwares}、セキュアブート</translation>
    </message>
    <message>
      <source>{firmware} with Secure Boot</source>
      <translation>{firmware} (セキュアブート)</translation>
    </message>
    <message>
      <source>{first}, and {n} more</source>
      <translation>{first}、ほか {n} 個</translation>
    </message>
    <message>
      <source>{folder} can't be written to: {why}.</source>
      <translation>{folder} に書き込めません: {why}。</translation>
    </message>
    <message>
      <source>{folder} has files of these names already: {files}. They are replaced when the export is complete.</source>
      <translation>{folder} に同じ名前のファイルがすでにあります: {files}。エクスポートが完了すると置き換えられます。</translation>
    </message>
    <message>
      <source>{folder} is not a folder.</source>
      <translation>{folder} はフォルダーではありません。</translation>
    </message>
    <message>
      <source>{format}, in {repository}</source>
      <translation>{format}、保存先 {repository}</translation>
    </message>
    <message>
      <source>{free} are free in {name}.</source>
      <translation>{name} の空きは {free} です。</translation>
    </message>
    <message>
      <source>{free} free</source>
      <translation>空き {free}</translation>
    </message>
    <message>
      <source>{free} free of {total}</source>
      <translation>空き {free} / {total}</translation>
    </message>
    <message>
      <source>{free} free there.</source>
      <translation>空きは {free} です。</translation>
    </message>
    <message>
      <source>{free} of {total}</source>
      <translation>{free} / {total}</translation>
    </message>
    <message>
      <source>{graphics}, video {video}</source>
      <translation>{graphics}、ビデオ {video}</translation>
    </message>
    <message>
      <source>{host} ({kind})</source>
      <translation>{host} ({kind})</translation>
    </message>
    <message>
      <source>{host} accepted the connection but did not answer within {seconds} s.</source>
      <translation>{host} は接続を受け付けましたが、{seconds} 秒以内に応答しませんでした。</translation>
    </message>
    <message>
      <source>{host} already has a VM with the name {name}.</source>
      <translation>{host} には {name} という名前の VM がすでにあります。</translation>
    </message>
    <message>
      <source>{host} already has a network with this name.</source>
      <translation>{host} には同じ名前のネットワークがすでにあります。</translation>
    </message>
    <message>
      <source>{host} already has a storage repository with this name.</source>
      <translation>{host} には同じ名前のストレージリポジトリがすでにあります。</translation>
    </message>
    <message>
      <source>{host} can take it exported and imported in one go, while it is off.</source>
      <translation>VM の停止中に、エクスポートとインポートを一度に行うことで {host} に移動できます。</translation>
    </message>
    <message>
      <source>{host} can't be reached on port {port}: {why}.</source>
      <translation>{host} のポート {port} に到達できません: {why}。</translation>
    </message>
    <message>
      <source>{host} can't be reached.</source>
      <translation>{host} に到達できません。</translation>
    </message>
    <message>
      <source>{host} can't be reached: the connection failed.</source>
      <translation>{host} に到達できません: 接続に失敗しました。</translation>
    </message>
    <message>
      <source>{host} can't be reached: {why}.</source>
      <translation>{host} に到達できません: {why}。</translation>
    </message>
    <message>
      <source>{host} can't give it so many CPUs: it gets {n} vCPUs.</source>
      <translation>{host} では必要な数の CPU を使用できないため、{n} 個の vCPU を割り当てます。</translation>
    </message>
    <message>
      <source>{host} can't run VMs of the architecture {arch}.</source>
      <translation>{host} はアーキテクチャ {arch} の VM を実行できません。</translation>
    </message>
    <message>
      <source>{host} can't run VMs of the mode {mode}.</source>
      <translation>{host} はモード {mode} の VM を実行できません。</translation>
    </message>
    <message>
      <source>{host} can't start a per-user libvirt for this connection.</source>
      <translation>{host} は、この接続用にユーザー専用の libvirt を起動できません。</translation>
    </message>
    <message>
      <source>{host} could not be connected</source>
      <translation>{host} に接続できませんでした</translation>
    </message>
    <message>
      <source>{host} could not be connected: {why}</source>
      <translation>{host} に接続できませんでした: {why}</translation>
    </message>
    <message>
      <source>{host} could not be disconnected</source>
      <translation>{host} を切断できませんでした</translation>
    </message>
    <message>
      <source>{host} could not be read</source>
      <translation>{host} を読み取れませんでした</translation>
    </message>
    <message>
      <source>{host} could not be refreshed</source>
      <translation>{host} を更新できませんでした</translation>
    </message>
    <message>
      <source>{host} could not be removed</source>
      <translation>{host} を削除できませんでした</translation>
    </message>
    <message>
      <source>{host} could not be taken out of its pool</source>
      <translation>{host} をプールから削除できませんでした</translation>
    </message>
    <message>
      <source>{host} did not answer over ssh within {seconds} s.</source>
      <translation>{host} は ssh 経由で {seconds} 秒以内に応答しませんでした。</translation>
    </message>
    <message>
      <source>{host} does not answer</source>
      <translation>{host} が応答しません</translation>
    </message>
    <message>
      <source>{host} does not answer at the moment.</source>
      <translation>{host} は現在応答していません。</translation>
    </message>
    <message>
      <source>{host} does not answer.</source>
      <translation>{host} が応答しません。</translation>
    </message>
    <message>
      <source>{host} does not reach 1 of the disks: it is copied there.</source>
      <translation>{host} がアクセスできない 1 個のディスクをコピーします。</translation>
    </message>
    <message>
      <source>{host} does not reach {n} of the disks: they are copied there.</source>
      <translation>{host} がアクセスできない {n} 個のディスクをコピーします。</translation>
    </message>
    <message>
      <source>{host} does not speak TLS as libvirt does: {why}.</source>
      <translation>{host} は libvirt の TLS で通信できません: {why}。</translation>
    </message>
    <message>
      <source>{host} has less memory than that.</source>
      <translation>{host} のメモリが指定したサイズに足りません。</translation>
    </message>
    <message>
      <source>{host} has lost the shared storage {name}.</source>
      <translation>{host} が共有ストレージ {name} に接続できなくなりました。</translation>
    </message>
    <message>
      <source>{host} has no UEFI firmware for VMs (package ovmf): {os} gets BIOS.</source>
      <translation>{host} には VM 用の UEFI ファームウェア (パッケージ ovmf) がないため、{os} は BIOS を使用します。</translation>
    </message>
    <message>
      <source>{host} has no conversion {name}.</source>
      <translation>{host} に変換 {name} はありません。</translation>
    </message>
    <message>
      <source>{host} has no disks on the bus {bus}.</source>
      <translation>{host} ではバス {bus} のディスクを使用できません。</translation>
    </message>
    <message>
      <source>{host} has no firmware with Secure Boot, which {os} expects.</source>
      <translation>{os} が必要とするセキュアブート対応のファームウェアが {host} にありません。</translation>
    </message>
    <message>
      <source>{host} has no hardware virtualization: the VM is paravirtualized (PV), and no installer can be started from a CD.</source>
      <translation>{host} にはハードウェア仮想化がありません。VM は準仮想化 (PV) になり、CD からインストーラーを起動できません。</translation>
    </message>
    <message>
      <source>{host} has no libvirt.</source>
      <translation>{host} に libvirt がありません。</translation>
    </message>
    <message>
      <source>{host} has no network {name}.</source>
      <translation>{host} にネットワーク {name} はありません。</translation>
    </message>
    <message>
      <source>{host} has no network {name}: choose another one for the network card {mac}.</source>
      <translation>{host} にネットワーク {name} がありません。ネットワークカード {mac} には別のネットワークを選択してください。</translation>
    </message>
    <message>
      <source>{host} has no socket {path}.</source>
      <translation>{host} にソケット {path} がありません。</translation>
    </message>
    <message>
      <source>{host} has no storage repository for the disks.</source>
      <translation>{host} にディスク用のストレージリポジトリがありません。</translation>
    </message>
    <message>
      <source>{host} has no storage repository that can take a disk.</source>
      <translation>{host} にディスクを作成できるストレージリポジトリがありません。</translation>
    </message>
    <message>
      <source>{host} has no storage repository {name}.</source>
      <translation>{host} にストレージリポジトリ {name} はありません。</translation>
    </message>
    <message>
      <source>{host} has no usable network.</source>
      <translation>{host} に使用できるネットワークがありません。</translation>
    </message>
    <message>
      <source>{host} has {size}.</source>
      <translation>{host} のメモリは {size} です。</translation>
    </message>
    <message>
      <source>{host} is a per-user libvirt: it may not mount or log in to storage.</source>
      <translation>{host} はユーザー専用の libvirt のため、ストレージのマウントやログインはできません。</translation>
    </message>
    <message>
      <source>{host} is being connected.</source>
      <translation>{host} に接続しています。</translation>
    </message>
    <message>
      <source>{host} is connected already.</source>
      <translation>{host} にはすでに接続しています。</translation>
    </message>
    <message>
      <source>{host} is in no pool.</source>
      <translation>{host} はどのプールにも属していません。</translation>
    </message>
    <message>
      <source>{host} is in the list already, as {name}.</source>
      <translation>{host} はすでに {name} として一覧にあります。</translation>
    </message>
    <message>
      <source>{host} is in the pool {pool}. A host is in one pool at most.</source>
      <translation>{host} はすでにプール {pool} に属しています。</translation>
    </message>
    <message>
      <source>{host} is in this pool already.</source>
      <translation>{host} はすでにこのプールに属しています。</translation>
    </message>
    <message>
      <source>{host} is not connected by ssh: programs can't be run there.</source>
      <translation>{host} は ssh で接続されていないため、プログラムを実行できません。</translation>
    </message>
    <message>
      <source>{host} is not connected.</source>
      <translation>{host} に接続されていません。</translation>
    </message>
    <message>
      <source>{host} is not in the list any more.</source>
      <translation>{host} はすでに一覧にありません。</translation>
    </message>
    <message>
      <source>{host} is not in the pool {pool}.</source>
      <translation>{host} はプール {pool} に属していません。</translation>
    </message>
    <message>
      <source>{host} is not known yet. Its {kind} key has the fingerprint {fingerprint}. Connect only if this is the host's fingerprint.</source>
      <translation>{host} はまだ登録されていません。ホストの {kind} キーの指紋は {fingerprint} です。これがホストの指紋と一致する場合にのみ接続してください。</translation>
    </message>
    <message>
      <source>{host} is there already.</source>
      <translation>{host} はすでに登録されています。</translation>
    </message>
    <message>
      <source>{host} is there, but nothing accepts connections on port {port}.</source>
      <translation>{host} は存在しますが、ポート {port} で接続が受け付けられていません。</translation>
    </message>
    <message>
      <source>{host} is this computer's own libvirt: Virtdeck always lists it.</source>
      <translation>{host} はこのコンピュータ自身の libvirt であり、常に一覧に表示されます。</translation>
    </message>
    <message>
      <source>{host} is {address}.</source>
      <translation>{host} は {address} です。</translation>
    </message>
    <message>
      <source>{host} offers no guest tools ISO: standard disk controller and network card are used until the tools are in.</source>
      <translation>{host} にはゲストツール ISO がありません。ゲストツールがインストールされるまで、標準のディスクコントローラとネットワークカードを使用します。</translation>
    </message>
    <message>
      <source>{host} offers only ssh algorithms that this computer does not accept.</source>
      <translation>{host} が提示する ssh アルゴリズムは、このコンピュータでは受け入れられません。</translation>
    </message>
    <message>
      <source>{host} refused the connection.</source>
      <translation>{host} が接続を拒否しました。</translation>
    </message>
    <message>
      <source>{host} refused the login.</source>
      <translation>{host} がログインを拒否しました。</translation>
    </message>
    <message>
      <source>{host} refuses ssh connections.</source>
      <translation>{host} が ssh 接続を拒否しました。</translation>
    </message>
    <message>
      <source>{host} was given for this run only (--connect): a pool would forget it.</source>
      <translation>{host} は今回の実行のみの指定 (--connect) のため、プールには保存されません。</translation>
    </message>
    <message>
      <source>{host}: it works.</source>
      <translation>{host}: 接続できます。</translation>
    </message>
    <message>
      <source>{host}: it works; {free} of {size} are free.</source>
      <translation>{host}: 接続できます。空きは {size} のうち {free} です。</translation>
    </message>
    <message>
      <source>{host}: {name} in {path}</source>
      <translation>{host}: {path} の {name}</translation>
    </message>
    <message>
      <source>{host}: {reason}</source>
      <translation>{host}: {reason}</translation>
    </message>
    <message>
      <source>{host}: {why}</source>
      <translation>{host}: {why}</translation>
    </message>
    <message>
      <source>{h} h {m} min</source>
      <translation>{h} 時間 {m} 分</translation>
    </message>
    <message>
      <source>{kind} {name}</source>
      <translation>{kind} {name}</translation>
    </message>
    <message>
      <source>{machine} can't become such a VM on {host}.</source>
      <translation>{machine} を {host} でこの種類の VM にすることはできません。</translation>
    </message>
    <message>
      <source>{machine} has no disk {device}.</source>
      <translation>{machine} にディスク {device} はありません。</translation>
    </message>
    <message>
      <source>{machine} has no partition {device} that can be left out.</source>
      <translation>{machine} に、除外できるパーティション {device} はありません。</translation>
    </message>
    <message>
      <source>{machine} removed its shadow copy while it was copied.</source>
      <translation>コピー中に {machine} でシャドウコピーが削除されました。</translation>
    </message>
    <message>
      <source>{machine} was restarted while it was copied.</source>
      <translation>コピー中に {machine} が再起動されました。</translation>
    </message>
    <message>
      <source>{machine}, {type} ({arch})</source>
      <translation>{machine}、{type} ({arch})</translation>
    </message>
    <message>
      <source>{mount} was copied while it was in use: it could not be held still long enough.</source>
      <translation>{mount} は使用中のままコピーされました。必要な時間だけ静止できませんでした。</translation>
    </message>
    <message>
      <source>{mount} was copied while it was in use: the line is too slow to freeze it.</source>
      <translation>{mount} は使用中のままコピーされました。回線が遅いため固定できません。</translation>
    </message>
    <message>
      <source>{name} (prepared here)</source>
      <translation>{name} (ここで準備)</translation>
    </message>
    <message>
      <source>{name} ({id}) was cleaned up.</source>
      <translation>{name} ({id}) をクリーンアップしました。</translation>
    </message>
    <message>
      <source>{name} ({id}) was not cleaned up: {why}</source>
      <translation>{name} ({id}) はクリーンアップされませんでした: {why}</translation>
    </message>
    <message>
      <source>{name} can't be asked to shut down.</source>
      <translation>{name} にシャットダウンを要求できません。</translation>
    </message>
    <message>
      <source>{name} can't be asked: its management agent does not answer and it has no ACPI.</source>
      <translation>{name} に要求できません。管理エージェントが応答せず、ACPI もありません。</translation>
    </message>
    <message>
      <source>{name} can't be created: a disk on this type of storage repository can't be attached.</source>
      <translation>{name} を作成できません: この種類のストレージリポジトリのディスクを接続できません。</translation>
    </message>
    <message>
      <source>{name} can't be created: a text of its configuration has a character that can't be stored.</source>
      <translation>{name} を作成できません: 構成のテキストに保存できない文字が含まれています。</translation>
    </message>
    <message>
      <source>{name} can't be created: containers can't be made here.</source>
      <translation>{name} を作成できません: ここではコンテナを作成できません。</translation>
    </message>
    <message>
      <source>{name} can't be created: {vcpus} vCPUs can't be spread over sockets of {cores} cores.</source>
      <translation>{name} を作成できません: {vcpus} 個の vCPU を {cores} コアのソケットに分割できません。</translation>
    </message>
    <message>
      <source>{name} can't be imported as it is: an image of this format has to be a plain file of this computer.</source>
      <translation>{name} をそのままインポートすることはできません: この形式のイメージは、このコンピュータの通常のファイルでなければなりません。</translation>
    </message>
    <message>
      <source>{name} can't have a disk on the bus {bus}.</source>
      <translation>{name} ではバス {bus} のディスクを使用できません。</translation>
    </message>
    <message>
      <source>{name} could not be changed</source>
      <translation>{name} を変更できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be cleaned up: it is not proved that it is still the disk that Virtdeck made.</source>
      <translation>{name} をクリーンアップできませんでした: Virtdeck が作成したディスクのままであることを確認できません。</translation>
    </message>
    <message>
      <source>{name} could not be cleaned up: it is of an unknown kind.</source>
      <translation>{name} をクリーンアップできませんでした: 種類が不明です。</translation>
    </message>
    <message>
      <source>{name} could not be cleaned up: it is used by {vms}.</source>
      <translation>{name} をクリーンアップできませんでした: 使用中です: {vms}。</translation>
    </message>
    <message>
      <source>{name} could not be cleaned up: its name does not show that Virtdeck made it.</source>
      <translation>{name} をクリーンアップできませんでした: Virtdeck が作成したことを名前から確認できません。</translation>
    </message>
    <message>
      <source>{name} could not be cleaned up: the file can't be deleted.</source>
      <translation>{name} をクリーンアップできませんでした: ファイルを削除できません。</translation>
    </message>
    <message>
      <source>{name} could not be cleaned up: {why}</source>
      <translation>{name} をクリーンアップできませんでした: {why}</translation>
    </message>
    <message>
      <source>{name} could not be cloned</source>
      <translation>{name} を複製できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be cloned: {why}</source>
      <translation>{name} を複製できませんでした: {why}</translation>
    </message>
    <message>
      <source>{name} could not be continued</source>
      <translation>{name} のポーズを解除できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be converted to a VM</source>
      <translation>{name} を VM に変換できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be converted to a template</source>
      <translation>{name} をテンプレートに変換できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be copied while it runs</source>
      <translation>実行中の {name} をコピーできませんでした</translation>
    </message>
    <message>
      <source>{name} could not be created</source>
      <translation>{name} を作成できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be created: it was started and is off again.</source>
      <translation>{name} を作成できませんでした: 起動しましたが、すぐに停止しました。</translation>
    </message>
    <message>
      <source>{name} could not be created: its disks need {needed} MiB at once, and {repository} has {free} MiB free.</source>
      <translation>{name} を作成できませんでした: ディスクには今すぐ {needed} MiB が必要ですが、{repository} の空きは {free} MiB です。</translation>
    </message>
    <message>
      <source>{name} could not be created: its host accepted it, but does not show it.</source>
      <translation>{name} を作成できませんでした: ホストは受け付けましたが、表示されません。</translation>
    </message>
    <message>
      <source>{name} could not be created: its host is not there any more.</source>
      <translation>{name} を作成できませんでした: ホストがすでにありません。</translation>
    </message>
    <message>
      <source>{name} could not be created: no storage repository of its host can take the installer.</source>
      <translation>{name} を作成できませんでした: ホストにインストーラーを保存できるストレージリポジトリがありません。</translation>
    </message>
    <message>
      <source>{name} could not be created: the disk image {file} can't be read.</source>
      <translation>{name} を作成できませんでした: ディスクイメージ {file} を読み取れません。</translation>
    </message>
    <message>
      <source>{name} could not be created: {host} already has a VM with this name.</source>
      <translation>{name} を作成できませんでした: {host} に同じ名前の VM がすでにあります。</translation>
    </message>
    <message>
      <source>{name} could not be created: {host} has no storage repository for its disk.</source>
      <translation>{name} を作成できませんでした: {host} にディスク用のストレージリポジトリがありません。</translation>
    </message>
    <message>
      <source>{name} could not be created: {why}</source>
      <translation>{name} を作成できませんでした: {why}</translation>
    </message>
    <message>
      <source>{name} could not be deleted</source>
      <translation>{name} を削除できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be downloaded</source>
      <translation>{name} をダウンロードできませんでした</translation>
    </message>
    <message>
      <source>{name} could not be exported</source>
      <translation>{name} をエクスポートできませんでした</translation>
    </message>
    <message>
      <source>{name} could not be forced off</source>
      <translation>{name} を強制シャットダウンできませんでした</translation>
    </message>
    <message>
      <source>{name} could not be forced to reboot</source>
      <translation>{name} を強制再起動できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be imported</source>
      <translation>{name} をインポートできませんでした</translation>
    </message>
    <message>
      <source>{name} could not be imported: its firmware's variables could not be written to {path}.</source>
      <translation>{name} をインポートできませんでした: ファームウェアの変数を {path} に書き込めませんでした。</translation>
    </message>
    <message>
      <source>{name} could not be migrated to {host}</source>
      <translation>{name} を {host} に移行できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be moved</source>
      <translation>{name} を移動できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be moved to {host}</source>
      <translation>{name} を {host} に移動できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be paused</source>
      <translation>{name} をポーズできませんでした</translation>
    </message>
    <message>
      <source>{name} could not be read: {why}.</source>
      <translation>{name} を読み取れませんでした: {why}。</translation>
    </message>
    <message>
      <source>{name} could not be read; disks there are not in this list</source>
      <translation>{name} を読み取れないため、その中のディスクは一覧に含まれていません</translation>
    </message>
    <message>
      <source>{name} could not be rebooted</source>
      <translation>{name} を再起動できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be removed from {machine}.</source>
      <translation>{machine} から {name} を削除できませんでした。</translation>
    </message>
    <message>
      <source>{name} could not be renamed</source>
      <translation>{name} の名前を変更できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be renamed to {new}</source>
      <translation>{name} の名前を {new} に変更できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be reset</source>
      <translation>{name} を強制再起動できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be resumed</source>
      <translation>{name} を再開できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be resumed from its saved state. The saved state is kept. {why}</source>
      <translation>{name} を保存された状態から再開できませんでした。保存された状態は残されています。{why}</translation>
    </message>
    <message>
      <source>{name} could not be resumed from its saved state: it is damaged, or this host can't read it. It can be started afresh, as after a power cut. What was open in it is then lost for good.</source>
      <translation>{name} を保存された状態から再開できませんでした: 状態が破損しているか、このホストでは読み取れません。停電後と同じように起動し直すことができますが、開いていた内容は完全に失われます。</translation>
    </message>
    <message>
      <source>{name} could not be returned to its old devices</source>
      <translation>{name} を以前のデバイスに戻せませんでした</translation>
    </message>
    <message>
      <source>{name} could not be shut down</source>
      <translation>{name} をシャットダウンできませんでした</translation>
    </message>
    <message>
      <source>{name} could not be started</source>
      <translation>{name} を起動できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be suspended</source>
      <translation>{name} を一時停止できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be switched to virtio</source>
      <translation>{name} を virtio に切り替えられませんでした</translation>
    </message>
    <message>
      <source>{name} could not be switched to virtio: its saved state has the old devices.</source>
      <translation>{name} を virtio に切り替えられませんでした: 保存された状態に以前のデバイスが含まれています。</translation>
    </message>
    <message>
      <source>{name} could not be unpaused</source>
      <translation>{name} のポーズを解除できませんでした</translation>
    </message>
    <message>
      <source>{name} crashed with virtio devices. It was started again with its old devices.</source>
      <translation>{name} は virtio デバイスでクラッシュしたため、以前のデバイスで起動し直しました。</translation>
    </message>
    <message>
      <source>{name} depends on no other disk: there was nothing to do</source>
      <translation>{name} はほかのディスクに依存していないため、実行する処理はありません</translation>
    </message>
    <message>
      <source>{name} did not restart within {seconds} seconds: the guest ignores the request.</source>
      <translation>{name} は {seconds} 秒以内に再起動しませんでした。ゲストが要求を無視しています。</translation>
    </message>
    <message>
      <source>{name} did not shut down within {seconds} seconds: the guest ignores the request.</source>
      <translation>{name} は {seconds} 秒以内にシャットダウンしませんでした。ゲストが要求を無視しています。</translation>
    </message>
    <message>
      <source>{name} does not exist any more.</source>
      <translation>{name} はすでに存在しません。</translation>
    </message>
    <message>
      <source>{name} gave no sign of life within {seconds} seconds after its start with virtio devices. It was started again with its old devices.</source>
      <translation>{name} は virtio デバイスで起動してから {seconds} 秒以内に動作を確認できなかったため、以前のデバイスで起動し直しました。</translation>
    </message>
    <message>
      <source>{name} gets its agent channel at its next start.</source>
      <translation>{name} のエージェントチャネルは次回の起動時に追加されます。</translation>
    </message>
    <message>
      <source>{name} gets its old disks and network cards back.</source>
      <translation>{name} のディスクとネットワークカードが以前のものに戻ります。</translation>
    </message>
    <message>
      <source>{name} gets virtio devices at its next start.</source>
      <translation>{name} のデバイスは次回の起動時に virtio に切り替わります。</translation>
    </message>
    <message>
      <source>{name} gets virtio disks and network cards.</source>
      <translation>{name} のディスクとネットワークカードが virtio に切り替わります。</translation>
    </message>
    <message>
      <source>{name} has a TPM, whose contents stay on its host while the VM is off. Migrate it while it runs.</source>
      <translation>{name} には TPM があり、VM の停止中はその内容がホストに残ります。実行中に移行してください。</translation>
    </message>
    <message>
      <source>{name} has a TPM, whose contents stay on its host: the original has to be kept.</source>
      <translation>{name} には TPM があり、その内容はホストに残ります。元の VM を残す必要があります。</translation>
    </message>
    <message>
      <source>{name} has a virtio disk already.</source>
      <translation>{name} にはすでに virtio ディスクがあります。</translation>
    </message>
    <message>
      <source>{name} has an agent channel already.</source>
      <translation>{name} にはすでにエージェントチャネルがあります。</translation>
    </message>
    <message>
      <source>{name} has crashed.</source>
      <translation>{name} はクラッシュしました。</translation>
    </message>
    <message>
      <source>{name} has its UUID already: it can only be imported as a copy.</source>
      <translation>{name} がすでにこの UUID を使用しています。コピーとしてのみインポートできます。</translation>
    </message>
    <message>
      <source>{name} has its driver disk already.</source>
      <translation>{name} にはすでにドライバーディスクがあります。</translation>
    </message>
    <message>
      <source>{name} has no CD drive.</source>
      <translation>{name} には CD ドライブがありません。</translation>
    </message>
    <message>
      <source>{name} has no disk of its own.</source>
      <translation>{name} には自身のディスクがありません。</translation>
    </message>
    <message>
      <source>{name} has no disk of its own: a full copy is all there is.</source>
      <translation>{name} には自身のディスクがないため、完全なコピーのみ可能です。</translation>
    </message>
    <message>
      <source>{name} has no disk {target} any more.</source>
      <translation>{name} にディスク {target} はすでにありません。</translation>
    </message>
    <message>
      <source>{name} has no disk: choose a package instead of disk images.</source>
      <translation>{name} にはディスクがありません。ディスクイメージではなくパッケージを選択してください。</translation>
    </message>
    <message>
      <source>{name} has no disks of the format {format}.</source>
      <translation>{name} では形式 {format} のディスクを使用できません。</translation>
    </message>
    <message>
      <source>{name} has no graphical display.</source>
      <translation>{name} にはグラフィカルディスプレイがありません。</translation>
    </message>
    <message>
      <source>{name} has no list of what is left to be done after a conversion.</source>
      <translation>{name} には、変換後の作業の一覧がありません。</translation>
    </message>
    <message>
      <source>{name} has no network card {card}; it has: {cards}.</source>
      <translation>{name} にネットワークカード {card} はありません。指定できるのは {cards} です。</translation>
    </message>
    <message>
      <source>{name} has no snapshot {snapshot}.</source>
      <translation>{name} にスナップショット {snapshot} はありません。</translation>
    </message>
    <message>
      <source>{name} has no text console.</source>
      <translation>{name} にはテキストコンソールがありません。</translation>
    </message>
    <message>
      <source>{name} has not enough free space for the disks.</source>
      <translation>{name} の空き容量がディスクに足りません。</translation>
    </message>
    <message>
      <source>{name} has not shown a storage driver yet: install the drivers from the tools disc.</source>
      <translation>{name} のストレージドライバーがまだ確認されていません。ツール ISO からドライバーをインストールしてください。</translation>
    </message>
    <message>
      <source>{name} has the MAC address {mac} already: both can't be in one network.</source>
      <translation>{name} がすでに MAC アドレス {mac} を使用しています。両方を同じネットワークに接続することはできません。</translation>
    </message>
    <message>
      <source>{name} has {free} free, and the disks can take {size}.</source>
      <translation>{name} の空きは {free} ですが、ディスクは最大 {size} になります。</translation>
    </message>
    <message>
      <source>{name} is a clone itself: clones of this template are {depth} disks deep, and each layer makes reading slower.</source>
      <translation>{name} 自体が複製です。このテンプレートの複製はディスクの深さが {depth} になり、階層が増えるほど読み取りが遅くなります。</translation>
    </message>
    <message>
      <source>{name} is a clone itself: clones of this template are {depth} disks deep, and each layer makes reading slower. Restore its disk speed (full copy) first.</source>
      <translation>{name} 自体が複製です。このテンプレートの複製はディスクの深さが {depth} になり、階層が増えるほど読み取りが遅くなります。先にディスク速度を復元 (完全なコピー) してください。</translation>
    </message>
    <message>
      <source>{name} is a template already.</source>
      <translation>{name} はすでにテンプレートです。</translation>
    </message>
    <message>
      <source>{name} is a template: its disks are the base of its clones.</source>
      <translation>{name} はテンプレートです。そのディスクは複製の基になっています。</translation>
    </message>
    <message>
      <source>{name} is a temporary VM: it can't be cloned.</source>
      <translation>{name} は一時的な VM のため、複製できません。</translation>
    </message>
    <message>
      <source>{name} is a temporary VM: it can't be renamed.</source>
      <translation>{name} は一時的な VM のため、名前を変更できません。</translation>
    </message>
    <message>
      <source>{name} is a temporary VM: it can't start with the host.</source>
      <translation>{name} は一時的な VM のため、ホストの起動時に自動起動できません。</translation>
    </message>
    <message>
      <source>{name} is a temporary VM: it goes when it is off.</source>
      <translation>{name} は一時的な VM であり、停止すると削除されます。</translation>
    </message>
    <message>
      <source>{name} is a temporary VM: it has no next start.</source>
      <translation>{name} は一時的な VM のため、次回の起動はありません。</translation>
    </message>
    <message>
      <source>{name} is a temporary VM: its disks are not changed.</source>
      <translation>{name} は一時的な VM のため、ディスクを変更できません。</translation>
    </message>
    <message>
      <source>{name} is a temporary VM: libvirt keeps no saved state of it.</source>
      <translation>{name} は一時的な VM のため、保存された状態を libvirt に残すことはできません。</translation>
    </message>
    <message>
      <source>{name} is a temporary VM: there is nothing to keep as a template.</source>
      <translation>{name} は一時的な VM のため、テンプレートとして残すことはできません。</translation>
    </message>
    <message>
      <source>{name} is a temporary VM: when it is off, its definition is gone.</source>
      <translation>{name} は一時的な VM です。停止すると定義が失われます。</translation>
    </message>
    <message>
      <source>{name} is a temporary network: it can't start with the host.</source>
      <translation>{name} は一時的なネットワークのため、ホストの起動時に自動開始できません。</translation>
    </message>
    <message>
      <source>{name} is active already.</source>
      <translation>{name} はすでにアクティブです。</translation>
    </message>
    <message>
      <source>{name} is an image of the format {format}, which is not read as a stream.</source>
      <translation>{name} は形式 {format} のイメージであり、ストリームとして読み取ることができません。</translation>
    </message>
    <message>
      <source>{name} is being imported: its disks are not complete yet. Wait for the task, or cancel it.</source>
      <translation>{name} はインポート中のため、ディスクがまだ完全ではありません。タスクの完了を待つか、タスクをキャンセルしてください。</translation>
    </message>
    <message>
      <source>{name} is cut off like a machine that loses its power. What it has not written yet is lost.</source>
      <translation>{name} は電源を失ったマシンのように停止します。まだ書き込まれていないデータは失われます。</translation>
    </message>
    <message>
      <source>{name} is described for several kinds of hardware; the first is used.</source>
      <translation>{name} には複数の種類のハードウェアが記述されています。最初のものを使用します。</translation>
    </message>
    <message>
      <source>{name} is here, and waits for your answers on the next pages.</source>
      <translation>{name} が接続しました。次のページで設定を入力してください。</translation>
    </message>
    <message>
      <source>{name} is in a drive of a running VM: {users}.</source>
      <translation>{name} は実行中の VM のドライブに入っています: {users}。</translation>
    </message>
    <message>
      <source>{name} is network storage: its hosts are known to share it by its source.</source>
      <translation>{name} はネットワークストレージです。ホスト間の共有はソースから判断されます。</translation>
    </message>
    <message>
      <source>{name} is not a template.</source>
      <translation>{name} はテンプレートではありません。</translation>
    </message>
    <message>
      <source>{name} is not active.</source>
      <translation>{name} はアクティブではありません。</translation>
    </message>
    <message>
      <source>{name} is not an ISO image.</source>
      <translation>{name} は ISO イメージではありません。</translation>
    </message>
    <message>
      <source>{name} is not an instant template: New VM asks what is needed.</source>
      <translation>{name} はインスタントテンプレートではありません。[新規 VM] で必要な情報を入力してください。</translation>
    </message>
    <message>
      <source>{name} is not running any more.</source>
      <translation>{name} はすでに実行されていません。</translation>
    </message>
    <message>
      <source>{name} is not running.</source>
      <translation>{name} は実行されていません。</translation>
    </message>
    <message>
      <source>{name} is not shared: what {host} writes into it does not show on {others}.</source>
      <translation>{name} は共有されていません: {host} から書き込んだものが {others} に表示されません。</translation>
    </message>
    <message>
      <source>{name} is off: its management agent can't be waited for.</source>
      <translation>{name} は停止しているため、管理エージェントを待つことができません。</translation>
    </message>
    <message>
      <source>{name} is on this host already.</source>
      <translation>{name} はすでにこのホストにあります。</translation>
    </message>
    <message>
      <source>{name} is on {host} now, but something was left: {why}</source>
      <translation>{name} は {host} に移動しましたが、残ったものがあります: {why}</translation>
    </message>
    <message>
      <source>{name} is on {host} now, but the lists do not show it yet.</source>
      <translation>{name} は {host} に移動しましたが、まだ一覧に反映されていません。</translation>
    </message>
    <message>
      <source>{name} is paused.</source>
      <translation>{name} はポーズ中です。</translation>
    </message>
    <message>
      <source>{name} is reset without being asked. What it has not written yet is lost.</source>
      <translation>{name} は要求なしに再起動されます。まだ書き込まれていないデータは失われます。</translation>
    </message>
    <message>
      <source>{name} is running now.</source>
      <translation>{name} は現在実行中です。</translation>
    </message>
    <message>
      <source>{name} is running, and its disk is on the network: shut it down first.</source>
      <translation>{name} は実行中で、ディスクがネットワーク上にあります。先にシャットダウンしてください。</translation>
    </message>
    <message>
      <source>{name} is running.</source>
      <translation>{name} は実行中です。</translation>
    </message>
    <message>
      <source>{name} is running: it has to be shut down first.</source>
      <translation>{name} は実行中です。先にシャットダウンする必要があります。</translation>
    </message>
    <message>
      <source>{name} is running: it is copied by its own host.</source>
      <translation>{name} は実行中のため、元のホストでコピーする必要があります。</translation>
    </message>
    <message>
      <source>{name} is running: it writes to its overlays.</source>
      <translation>{name} は実行中で、オーバーレイに書き込んでいます。</translation>
    </message>
    <message>
      <source>{name} is running: its disks are copied as they are at one moment, as after a power cut.</source>
      <translation>{name} は実行中です。ディスクは、停電後と同じように、ある時点の状態でコピーされます。</translation>
    </message>
    <message>
      <source>{name} is running: its disks change, and copy-on-write clones need disks that stay as they are.</source>
      <translation>{name} は実行中のため、ディスクが変化します。コピーオンライトの複製には、変化しないディスクが必要です。</translation>
    </message>
    <message>
      <source>{name} is running: the hypervisor of its host can't copy disks in use.</source>
      <translation>{name} は実行中であり、ホストのハイパーバイザーは使用中のディスクをコピーできません。</translation>
    </message>
    <message>
      <source>{name} is shut down first.</source>
      <translation>{name} を先にシャットダウンします。</translation>
    </message>
    <message>
      <source>{name} is shutting down.</source>
      <translation>{name} はシャットダウン中です。</translation>
    </message>
    <message>
      <source>{name} is suspended to disk: its file systems must not be changed.</source>
      <translation>{name} はディスクに一時停止 (休止) した状態です。ファイルシステムを変更できません。</translation>
    </message>
    <message>
      <source>{name} is suspended.</source>
      <translation>{name} は一時停止中です。</translation>
    </message>
    <message>
      <source>{name} is suspended. {what}</source>
      <translation>{name} は一時停止中です。{what}</translation>
    </message>
    <message>
      <source>{name} is suspended: its saved memory can't be moved.</source>
      <translation>{name} は一時停止中です。保存されたメモリは移動できません。</translation>
    </message>
    <message>
      <source>{name} is suspended: its saved memory knows its disks.</source>
      <translation>{name} は一時停止中です。保存されたメモリにディスクの情報が含まれています。</translation>
    </message>
    <message>
      <source>{name} is switched when it is shut down and started again.</source>
      <translation>{name} は、シャットダウンして起動し直すと切り替わります。</translation>
    </message>
    <message>
      <source>{name} is temporary: it is gone when it stops.</source>
      <translation>{name} は一時的なものであり、停止すると失われます。</translation>
    </message>
    <message>
      <source>{name} is used by running VMs: {vms}.</source>
      <translation>{name} は実行中の VM が使用しています: {vms}。</translation>
    </message>
    <message>
      <source>{name} is used by {users}.</source>
      <translation>{name} は使用中です: {users}。</translation>
    </message>
    <message>
      <source>{name} is used by: {vms}.</source>
      <translation>{name} は使用中です: {vms}。</translation>
    </message>
    <message>
      <source>{name} is whole on {host}, but its old host does not say whether the original is gone.</source>
      <translation>{name} は {host} で完成していますが、元の VM が削除されたかどうかを移動元のホストで確認できません。</translation>
    </message>
    <message>
      <source>{name} needs no driver disk: only Windows loads its storage driver when it sees a disk.</source>
      <translation>{name} にドライバーディスクは不要です。ディスクの検出時にストレージドライバーを読み込むのは Windows のみです。</translation>
    </message>
    <message>
      <source>{name} of a device is not a possible number ({value})</source>
      <translation>デバイスの {name} の値が正しくありません ({value})</translation>
    </message>
    <message>
      <source>{name} on {host}</source>
      <translation>{host} の {name}</translation>
    </message>
    <message>
      <source>{name} runs {system}: Virtdeck can copy Linux and Windows machines while they run.</source>
      <translation>{name} では {system} が動作しています。稼働中にコピーできるのは Linux と Windows のマシンです。</translation>
    </message>
    <message>
      <source>{name} sent nothing for {seconds} s.</source>
      <translation>{name} から {seconds} 秒間データが届いていません。</translation>
    </message>
    <message>
      <source>{name} starts with virtio devices for the first time: waiting for a sign of life.</source>
      <translation>{name} は virtio デバイスで初めて起動します。動作の確認を待っています。</translation>
    </message>
    <message>
      <source>{name} uses a device of its host directly (passthrough).</source>
      <translation>{name} はホストのデバイスを直接使用しています (パススルー)。</translation>
    </message>
    <message>
      <source>{name} was checked; nothing was copied.</source>
      <translation>{name} を確認しました。何もコピーされていません。</translation>
    </message>
    <message>
      <source>{name} was deleted, but its host still shows it.</source>
      <translation>{name} は削除されましたが、ホストにまだ表示されています。</translation>
    </message>
    <message>
      <source>{name} was deleted, but not these disks: {disks}. {why}</source>
      <translation>{name} は削除されましたが、次のディスクは削除されませんでした: {disks}。{why}</translation>
    </message>
    <message>
      <source>{name} was not deleted.</source>
      <translation>{name} は削除されませんでした。</translation>
    </message>
    <message>
      <source>{name} was not deleted: deleting must be confirmed.</source>
      <translation>{name} は削除されませんでした: 削除の確認が必要です。</translation>
    </message>
    <message>
      <source>{name} was not deleted: its disk {disk} can't be deleted with it. {why}</source>
      <translation>{name} は削除されませんでした: ディスク {disk} を一緒に削除できません。{why}</translation>
    </message>
    <message>
      <source>{name} was not deleted: {disk} is not one of its disks.</source>
      <translation>{name} は削除されませんでした: {disk} はこの VM のディスクではありません。</translation>
    </message>
    <message>
      <source>{name} was not deleted: {why}</source>
      <translation>{name} は削除されませんでした: {why}</translation>
    </message>
    <message>
      <source>{name} was running when the snapshot was made: its disks are as after a power cut.</source>
      <translation>スナップショットの作成時に {name} は実行中でした。ディスクは停電後と同じ状態です。</translation>
    </message>
    <message>
      <source>{name} was started and crashed at once.</source>
      <translation>{name} は起動しましたが、すぐにクラッシュしました。</translation>
    </message>
    <message>
      <source>{name} was started and is off again.</source>
      <translation>{name} は起動しましたが、すぐに停止しました。</translation>
    </message>
    <message>
      <source>{name} was started while its disks were read: what was read is not of one moment.</source>
      <translation>ディスクの読み取り中に {name} が起動されたため、読み取った内容が同じ時点のものではありません。</translation>
    </message>
    <message>
      <source>{name} – Console</source>
      <translation>{name} – コンソール</translation>
    </message>
    <message>
      <source>{name}, snapshot {snapshot}</source>
      <translation>{name}、スナップショット {snapshot}</translation>
    </message>
    <message>
      <source>{name}: QEMU failed at byte {offset}: {why}.</source>
      <translation>{name}: バイト {offset} で QEMU が失敗しました: {why}。</translation>
    </message>
    <message>
      <source>{name}: preparing the conversion</source>
      <translation>{name}: 変換の準備中</translation>
    </message>
    <message>
      <source>{name}: {level} of {members}</source>
      <translation>{name}: {level} ({members})</translation>
    </message>
    <message>
      <source>{name}: {step}</source>
      <translation>{name}: {step}</translation>
    </message>
    <message>
      <source>{name}: {volumes}; {size} free</source>
      <translation>{name}: {volumes}、空き {size}</translation>
    </message>
    <message>
      <source>{name}: {why}</source>
      <translation>{name}: {why}</translation>
    </message>
    <message>
      <source>{network} (NAT)</source>
      <translation>{network} (NAT)</translation>
    </message>
    <message>
      <source>{network} (bridged)</source>
      <translation>{network} (ブリッジ)</translation>
    </message>
    <message>
      <source>{network} (isolated)</source>
      <translation>{network} (隔離)</translation>
    </message>
    <message>
      <source>{network} (routed)</source>
      <translation>{network} (ルーティング)</translation>
    </message>
    <message>
      <source>{network}, connected</source>
      <translation>{network}、接続</translation>
    </message>
    <message>
      <source>{network}, disconnected</source>
      <translation>{network}、未接続</translation>
    </message>
    <message>
      <source>{network}, port group {group}</source>
      <translation>{network}、ポートグループ {group}</translation>
    </message>
    <message>
      <source>{network}, {model}</source>
      <translation>{network}、{model}</translation>
    </message>
    <message>
      <source>{network}: {reason}</source>
      <translation>{network}: {reason}</translation>
    </message>
    <message>
      <source>{now} (up to {most})</source>
      <translation>{now} (最大 {most})</translation>
    </message>
    <message>
      <source>{number} %</source>
      <translation>{number}%</translation>
    </message>
    <message>
      <source>{number}. {title}</source>
      <translation>{number}. {title}</translation>
    </message>
    <message>
      <source>{n} MHz</source>
      <translation>{n} MHz</translation>
    </message>
    <message>
      <source>{n} VMs</source>
      <translation>{n} 台の VM</translation>
    </message>
    <message>
      <source>{n} VMs need guest tools</source>
      <translation>{n} 台の VM にゲストツールが必要です</translation>
    </message>
    <message>
      <source>{n} VMs: {pattern}</source>
      <translation>{n} 台の VM: {pattern}</translation>
    </message>
    <message>
      <source>{n} days ago</source>
      <translation>{n} 日前</translation>
    </message>
    <message>
      <source>{n} disks are copied to {host}.</source>
      <translation>{n} 個のディスクを {host} にコピーします。</translation>
    </message>
    <message>
      <source>{n} disks under it</source>
      <translation>基のディスク {n} 個</translation>
    </message>
    <message>
      <source>{n} failed</source>
      <translation>失敗 {n} 件</translation>
    </message>
    <message>
      <source>{n} from an unclean end, {size}</source>
      <translation>正常に終了しなかった {n} 個、{size}</translation>
    </message>
    <message>
      <source>{n} from {name}</source>
      <translation>{name} から {n} 個</translation>
    </message>
    <message>
      <source>{n} given to running VMs</source>
      <translation>実行中の VM に {n} 個割り当て</translation>
    </message>
    <message>
      <source>{n} hours ago</source>
      <translation>{n} 時間前</translation>
    </message>
    <message>
      <source>{n} left-over overlays were deleted</source>
      <translation>残存オーバーレイを {n} 個削除しました</translation>
    </message>
    <message>
      <source>{n} matches</source>
      <translation>{n} 件一致</translation>
    </message>
    <message>
      <source>{n} minutes</source>
      <translation>{n} 分</translation>
    </message>
    <message>
      <source>{n} minutes ago</source>
      <translation>{n} 分前</translation>
    </message>
    <message>
      <source>{n} need tools</source>
      <translation>{n} 台にツールが必要</translation>
    </message>
    <message>
      <source>{n} network cards</source>
      <translation>ネットワークカード {n} 枚</translation>
    </message>
    <message>
      <source>{n} objects</source>
      <translation>{n} 個のオブジェクト</translation>
    </message>
    <message>
      <source>{n} of {all} can go there. {vm}: {why}</source>
      <translation>{all} 台のうち {n} 台を移行できます。{vm}: {why}</translation>
    </message>
    <message>
      <source>{n} running</source>
      <translation>実行中 {n} 件</translation>
    </message>
    <message>
      <source>{n} s</source>
      <translation>{n} 秒</translation>
    </message>
    <message>
      <source>{n} s ago</source>
      <translation>{n} 秒前</translation>
    </message>
    <message>
      <source>{n} selected</source>
      <translation>{n} 個を選択</translation>
    </message>
    <message>
      <source>{n} snapshots are in the package and left out: only the present state is imported.</source>
      <translation>パッケージに含まれる {n} 個のスナップショットは除外されます。現在の状態のみがインポートされます。</translation>
    </message>
    <message>
      <source>{n} vCPUs</source>
      <translation>{n} vCPU</translation>
    </message>
    <message>
      <source>{n} warnings</source>
      <translation>警告 {n} 件</translation>
    </message>
    <message>
      <source>{os} can have at most {limit} of memory here ({who}).</source>
      <translation>{os} に割り当てられるメモリは最大 {limit} です ({who})。</translation>
    </message>
    <message>
      <source>{os} can have at most {limit} vCPUs here ({who}).</source>
      <translation>{os} に割り当てられる vCPU は最大 {limit} 個です ({who})。</translation>
    </message>
    <message>
      <source>{os} can't be installed unattended from this medium.</source>
      <translation>{os} はこのメディアから無人インストールできません。</translation>
    </message>
    <message>
      <source>{os} can't be installed unattended: libosinfo has no script “{profile}” for it.</source>
      <translation>{os} は無人インストールできません。libosinfo に対応するスクリプト「{profile}」がありません。</translation>
    </message>
    <message>
      <source>{os} is made for UEFI.</source>
      <translation>{os} は UEFI を前提としています。</translation>
    </message>
    <message>
      <source>{os} needs a disk of at least {limit} ({who}).</source>
      <translation>{os} には少なくとも {limit} のディスクが必要です ({who})。</translation>
    </message>
    <message>
      <source>{os} needs at least {limit} of memory ({who}).</source>
      <translation>{os} には少なくとも {limit} のメモリが必要です ({who})。</translation>
    </message>
    <message>
      <source>{os} needs at least {limit} vCPUs ({who}).</source>
      <translation>{os} には少なくとも {limit} 個の vCPU が必要です ({who})。</translation>
    </message>
    <message>
      <source>{os} requires a TPM, and {host} can't give it one (package swtpm): its installer may refuse to go on.</source>
      <translation>{os} には TPM が必要ですが、{host} では提供できません (パッケージ swtpm)。インストーラーが続行を拒否する可能性があります。</translation>
    </message>
    <message>
      <source>{os} uses at most {limit} CPU sockets ({who}): choose more cores per socket.</source>
      <translation>{os} が使用できる CPU ソケットは最大 {limit} 個です ({who})。ソケットあたりのコア数を増やしてください。</translation>
    </message>
    <message>
      <source>{page}: {problem}</source>
      <translation>{page}: {problem}</translation>
    </message>
    <message>
      <source>{parts} stays empty: the VM will not start without it.</source>
      <translation>{parts} は空のままになります。これがないと VM は起動しません。</translation>
    </message>
    <message>
      <source>{path} can't be read: {reason}.</source>
      <translation>{path} を読み取れません: {reason}。</translation>
    </message>
    <message>
      <source>{path} does not exist.</source>
      <translation>{path} は存在しません。</translation>
    </message>
    <message>
      <source>{path} is a disk image, not an installation medium.</source>
      <translation>{path} はディスクイメージであり、インストールメディアではありません。</translation>
    </message>
    <message>
      <source>{path} is compressed: unpack it first.</source>
      <translation>{path} は圧縮されています。先に展開してください。</translation>
    </message>
    <message>
      <source>{path} is cut off: it should have {size} bytes. Download or copy it again.</source>
      <translation>{path} は途中で切れています。正しいサイズは {size} バイトです。ダウンロードまたはコピーし直してください。</translation>
    </message>
    <message>
      <source>{path} is empty.</source>
      <translation>{path} は空です。</translation>
    </message>
    <message>
      <source>{path} is not an ISO image.</source>
      <translation>{path} は ISO イメージではありません。</translation>
    </message>
    <message>
      <source>{path} is too small for an ISO image.</source>
      <translation>{path} は ISO イメージとしては小さすぎます。</translation>
    </message>
    <message>
      <source>{path}, copied from this computer</source>
      <translation>{path} (このコンピュータからコピー)</translation>
    </message>
    <message>
      <source>{phase}: busy, {minutes} min</source>
      <translation>{phase}: 処理中、{minutes} 分</translation>
    </message>
    <message>
      <source>{phase}: the machine can't be reached since {seconds} s; trying again</source>
      <translation>{phase}: マシンに {seconds} 秒間接続できません。再試行しています</translation>
    </message>
    <message>
      <source>{phase}: waiting for the machine since {minutes} min; it goes on where it stopped</source>
      <translation>{phase}: マシンへの接続を {minutes} 分間待機しています。停止した位置から再開されます</translation>
    </message>
    <message>
      <source>{phase}: waiting for the machine to connect again</source>
      <translation>{phase}: マシンの再接続を待機中</translation>
    </message>
    <message>
      <source>{pool}: the host with the most memory free</source>
      <translation>{pool}: 空きメモリが最も多いホスト</translation>
    </message>
    <message>
      <source>{program} can't be run on this host: that needs an ssh connection.</source>
      <translation>このホストでは {program} を実行できません。ssh 接続が必要です。</translation>
    </message>
    <message>
      <source>{program} could not be run on the host: the ssh connection failed.</source>
      <translation>ssh 接続に失敗したため、ホストで {program} を実行できませんでした。</translation>
    </message>
    <message>
      <source>{program} could not be started: {why}.</source>
      <translation>{program} を起動できませんでした: {why}。</translation>
    </message>
    <message>
      <source>{program} did not end within {seconds} s and was stopped.</source>
      <translation>{program} が {seconds} 秒以内に終了しなかったため、停止しました。</translation>
    </message>
    <message>
      <source>{program} failed on {name} with exit status {status}.</source>
      <translation>{name} で {program} が失敗しました (終了ステータス {status})。</translation>
    </message>
    <message>
      <source>{program} failed with exit status {status}.</source>
      <translation>{program} が失敗しました (終了ステータス {status})。</translation>
    </message>
    <message>
      <source>{program} failed: {why}</source>
      <translation>{program} が失敗しました: {why}</translation>
    </message>
    <message>
      <source>{program} is missing here: install the package {package}.</source>
      <translation>{program} がここにありません。パッケージ {package} をインストールしてください。</translation>
    </message>
    <message>
      <source>{program} is not installed on {host}.</source>
      <translation>{program} が {host} にインストールされていません。</translation>
    </message>
    <message>
      <source>{program} was ended by signal {number}.</source>
      <translation>{program} がシグナル {number} により終了しました。</translation>
    </message>
    <message>
      <source>{ready} of {total} connected</source>
      <translation>{ready} / {total} 台接続済み</translation>
    </message>
    <message>
      <source>{read} of {count} disks read …</source>
      <translation>{count} 個のうち {read} 個のディスクを読み取り済み …</translation>
    </message>
    <message>
      <source>{remedy} ({count})</source>
      <translation>{remedy} ({count})</translation>
    </message>
    <message>
      <source>{repository} ({type}) can't hold thin copy-on-write disks, and there is no folder repository.</source>
      <translation>{repository} ({type}) にはシンのコピーオンライトディスクを保存できず、フォルダー型のストレージリポジトリもありません。</translation>
    </message>
    <message>
      <source>{repository} has only {free} free. The thin disks fit now, but may grow to {needed}.</source>
      <translation>{repository} の空きは {free} です。シンディスクは現在収まりますが、{needed} まで大きくなる可能性があります。</translation>
    </message>
    <message>
      <source>{repository} has only {free} free; {needed} are needed.</source>
      <translation>{repository} の空きは {free} ですが、{needed} が必要です。</translation>
    </message>
    <message>
      <source>{repository}: {reason}</source>
      <translation>{repository}: {reason}</translation>
    </message>
    <message>
      <source>{repository}: {why}</source>
      <translation>{repository}: {why}</translation>
    </message>
    <message>
      <source>{running} of {total} running</source>
      <translation>{running} / {total} 実行中</translation>
    </message>
    <message>
      <source>{size} at once</source>
      <translation>今すぐ使用する容量: {size}</translation>
    </message>
    <message>
      <source>{size} free</source>
      <translation>空き {size}</translation>
    </message>
    <message>
      <source>{size} thick, {bus}, new in {repository}</source>
      <translation>{size} (シック)、{bus}、{repository} に新規作成</translation>
    </message>
    <message>
      <source>{size} thin, {bus}, new in {repository}</source>
      <translation>{size} (シン)、{bus}、{repository} に新規作成</translation>
    </message>
    <message>
      <source>{size} used</source>
      <translation>使用済み {size}</translation>
    </message>
    <message>
      <source>{size}, {bus}, copied from the template into {repository}</source>
      <translation>{size}、{bus}、テンプレートから {repository} にコピー</translation>
    </message>
    <message>
      <source>{size}, {format}, in {repository}</source>
      <translation>{size}、{format}、{repository} に作成</translation>
    </message>
    <message>
      <source>{size}, {where}</source>
      <translation>{size}、{where}</translation>
    </message>
    <message>
      <source>{size}/s</source>
      <translation>{size}/秒</translation>
    </message>
    <message>
      <source>{sockets} sockets with 1 core per socket</source>
      <translation>{sockets} ソケット (ソケットあたり 1 コア)</translation>
    </message>
    <message>
      <source>{sockets} sockets with {cores} cores per socket</source>
      <translation>{sockets} ソケット (ソケットあたり {cores} コア)</translation>
    </message>
    <message>
      <source>{state} (installing)</source>
      <translation>{state} (インストール中)</translation>
    </message>
    <message>
      <source>{state} (migrating)</source>
      <translation>{state} (移行中)</translation>
    </message>
    <message>
      <source>{state} when last seen</source>
      <translation>{state} (最終確認時)</translation>
    </message>
    <message>
      <source>{state}, installing</source>
      <translation>{state}、インストール中</translation>
    </message>
    <message>
      <source>{step}: {percent} %</source>
      <translation>{step}: {percent}%</translation>
    </message>
    <message>
      <source>{storage}; {after}</source>
      <translation>{storage}、{after}</translation>
    </message>
    <message>
      <source>{subnet} overlaps with {other} of the network {name}.</source>
      <translation>{subnet} はネットワーク {name} の {other} と重複しています。</translation>
    </message>
    <message>
      <source>{target} could not be detached from {name}</source>
      <translation>{name} から {target} の接続を解除できませんでした</translation>
    </message>
    <message>
      <source>{target} of {name} could not be changed</source>
      <translation>{name} の {target} を変更できませんでした</translation>
    </message>
    <message>
      <source>{task} failed because of an error in Virtdeck itself. Details are in the log.</source>
      <translation>Virtdeck 自体のエラーのため、{task}に失敗しました。詳細はログにあります。</translation>
    </message>
    <message>
      <source>{task} failed.</source>
      <translation>{task}に失敗しました。</translation>
    </message>
    <message>
      <source>{task}: being cancelled and undone</source>
      <translation>{task}: キャンセルして元に戻しています</translation>
    </message>
    <message>
      <source>{task}: cancelled</source>
      <translation>{task}: キャンセルされました</translation>
    </message>
    <message>
      <source>{task}: done</source>
      <translation>{task}: 完了</translation>
    </message>
    <message>
      <source>{task}: failed. {why}</source>
      <translation>{task}: 失敗しました。{why}</translation>
    </message>
    <message>
      <source>{task}: its disks depend on no others, there was nothing to copy.</source>
      <translation>{task}: ディスクがほかのディスクに依存していないため、コピーする必要はありませんでした。</translation>
    </message>
    <message>
      <source>{task}: not done</source>
      <translation>{task}: 実行できませんでした</translation>
    </message>
    <message>
      <source>{task}: proved.</source>
      <translation>{task}: 確認できました。</translation>
    </message>
    <message>
      <source>{task}: the host accepted it, but does not show it yet.</source>
      <translation>{task}: ホストは受け付けましたが、まだ反映されていません。</translation>
    </message>
    <message>
      <source>{text} Not possible here: {why}</source>
      <translation>{text} ここでは使用できません: {why}</translation>
    </message>
    <message>
      <source>{time} left</source>
      <translation>残り {time}</translation>
    </message>
    <message>
      <source>{topology}, {threads} threads per core</source>
      <translation>{topology}、コアあたり {threads} スレッド</translation>
    </message>
    <message>
      <source>{uri} can be reached.</source>
      <translation>{uri} に接続できます。</translation>
    </message>
    <message>
      <source>{url} answered: {reason}.</source>
      <translation>{url} の応答: {reason}。</translation>
    </message>
    <message>
      <source>{url} can't be fetched: only http and https addresses can.</source>
      <translation>{url} を取得できません。取得できるのは http と https のアドレスのみです。</translation>
    </message>
    <message>
      <source>{url} can't be reached: {reason}.</source>
      <translation>{url} に到達できません: {reason}。</translation>
    </message>
    <message>
      <source>{url} could not be fetched: the connection ended early.</source>
      <translation>{url} を取得できませんでした: 接続が途中で切れました。</translation>
    </message>
    <message>
      <source>{url} could not be fetched: {reason}.</source>
      <translation>{url} を取得できませんでした: {reason}。</translation>
    </message>
    <message>
      <source>{url} did not answer in time.</source>
      <translation>{url} が時間内に応答しませんでした。</translation>
    </message>
    <message>
      <source>{used} of {total}</source>
      <translation>{used} / {total}</translation>
    </message>
    <message>
      <source>{users} sees the new size at once. Partitions and file systems are made larger in the guest.</source>
      <translation>新しいサイズは {users} にすぐに反映されます。パーティションとファイルシステムは、ゲストで拡大してください。</translation>
    </message>
    <message>
      <source>{user} is not allowed to use libvirt on {host}.</source>
      <translation>{user} は {host} の libvirt を使用する権限がありません。</translation>
    </message>
    <message>
      <source>{user} may use it.</source>
      <translation>{user} は使用を許可されています。</translation>
    </message>
    <message>
      <source>{uuid} (as it was)</source>
      <translation>{uuid} (元のまま)</translation>
    </message>
    <message>
      <source>{vcpus} vCPUs (max. {max}), {sockets} × {cores} cores</source>
      <translation>{vcpus} vCPU (最大 {max})、{sockets} × {cores} コア</translation>
    </message>
    <message>
      <source>{vcpus} vCPUs, {sockets} × {cores} cores</source>
      <translation>{vcpus} vCPU、{sockets} × {cores} コア</translation>
    </message>
    <message>
      <source>{verb} 1 VM</source>
      <translation>1 台の VM を{verb}</translation>
    </message>
    <message>
      <source>{verb} {count} VMs</source>
      <translation>{count} 台の VM を{verb}</translation>
    </message>
    <message>
      <source>{verb} {name}?</source>
      <translation>{name} を{verb}しますか?</translation>
    </message>
    <message>
      <source>{verb} {n} VMs?</source>
      <translation>{n} 台の VM を{verb}しますか?</translation>
    </message>
    <message>
      <source>{verb}: {name}</source>
      <translation>{verb}: {name}</translation>
    </message>
    <message>
      <source>{verb}? Type “yes” or “no”:</source>
      <translation>「{verb}」を実行しますか? yes または no を入力してください:</translation>
    </message>
    <message>
      <source>{vm} stays where it is: {why}</source>
      <translation>{vm} は元のホストに残ります: {why}</translation>
    </message>
    <message>
      <source>{vm} was suspended: its memory is left out, and it will start as after a power cut.</source>
      <translation>{vm} は一時停止されていました。メモリの内容は除外され、停電後と同じように起動します。</translation>
    </message>
    <message>
      <source>{vm}: the device {name} (type {type}) is left out.</source>
      <translation>{vm}: デバイス {name} (種類 {type}) は除外されます。</translation>
    </message>
    <message>
      <source>{vm}: the disk {name} is not in the package and left out.</source>
      <translation>{vm}: ディスク {name} はパッケージにないため、除外されます。</translation>
    </message>
    <message>
      <source>{vm}: {why}</source>
      <translation>{vm}: {why}</translation>
    </message>
    <message>
      <source>{what} It takes effect when {name} is shut down and started again.</source>
      <translation>{what}{name} をシャットダウンして起動し直すと有効になります。</translation>
    </message>
    <message>
      <source>{what}: another job is using it.</source>
      <translation>{what}: 別のジョブが使用中です。</translation>
    </message>
    <message>
      <source>{what}: it became shorter while it was read.</source>
      <translation>{what}: 読み取り中にファイルが短くなりました。</translation>
    </message>
    <message>
      <source>{what}: it has no VNC or SPICE screen.</source>
      <translation>{what}: VNC または SPICE の画面がありません。</translation>
    </message>
    <message>
      <source>{what}: it is not in a storage repository of {host}.</source>
      <translation>{what}: {host} のストレージリポジトリにありません。</translation>
    </message>
    <message>
      <source>{what}: it listens on {host} itself only.</source>
      <translation>{what}: {host} 自身からの接続しか受け付けていません。</translation>
    </message>
    <message>
      <source>{what}: it was cancelled.</source>
      <translation>{what}: キャンセルされました。</translation>
    </message>
    <message>
      <source>{what}: its screen has no network port.</source>
      <translation>{what}: 画面にネットワークポートがありません。</translation>
    </message>
    <message>
      <source>{what}: the file {path} does not exist.</source>
      <translation>{what}: ファイル {path} は存在しません。</translation>
    </message>
    <message>
      <source>{what}: the host accepted it, but does not show it yet.</source>
      <translation>{what}: ホストは受け付けましたが、まだ反映されていません。</translation>
    </message>
    <message>
      <source>{what}: the hosts' libvirt daemons do not reach each other; {host} did not answer in {seconds} s.</source>
      <translation>{what}: ホストの libvirt デーモンが互いに接続できません。{host} が {seconds} 秒以内に応答しませんでした。</translation>
    </message>
    <message>
      <source>{what}: the source said {length} bytes and gave {got}.</source>
      <translation>{what}: {length} バイトのはずが {got} バイトしか読み取れませんでした。</translation>
    </message>
    <message>
      <source>{what}: the storage repository {other} is there already.</source>
      <translation>{what}: ストレージリポジトリ {other} がすでにそこにあります。</translation>
    </message>
    <message>
      <source>{what}: {host} is not connected.</source>
      <translation>{what}: {host} に接続されていません。</translation>
    </message>
    <message>
      <source>{what}: {path} can't be read: {why}.</source>
      <translation>{what}: {path} を読み取れません: {why}。</translation>
    </message>
    <message>
      <source>{what}: {path} can't be written: {why}.</source>
      <translation>{what}: {path} に書き込めません: {why}。</translation>
    </message>
    <message>
      <source>{what}: {path} is neither a file nor a disk.</source>
      <translation>{what}: {path} はファイルでもディスクでもありません。</translation>
    </message>
    <message>
      <source>{what}: {path} is there already.</source>
      <translation>{what}: {path} はすでに存在します。</translation>
    </message>
    <message>
      <source>{what}: {why}.</source>
      <translation>{what}: {why}。</translation>
    </message>
    <message>
      <source>{where}, left by “{operation}”, {when}</source>
      <translation>{where}、「{operation}」で残されたもの、{when}</translation>
    </message>
    <message>
      <source>{why} ({host})</source>
      <translation>{why} ({host})</translation>
    </message>
    <message>
      <source>{why} Its VMs use the user network (outgoing only); the system's libvirt (qemu:///system) can do more.</source>
      <translation>{why} VM はユーザーネットワーク (外向きのみ) を使用します。システムの libvirt (qemu:///system) ではより多くのことが可能です。</translation>
    </message>
    <message>
      <source>{why} Whether its VMs use the same disks can't be seen.</source>
      <translation>{why} そのホストの VM が同じディスクを使用しているかどうか確認できません。</translation>
    </message>
    <message>
      <source>“Convert to template” makes a VM the base of others: it can't be started, and its disks are protected. Quick create asks nothing.</source>
      <translation>[テンプレートに変換] を実行すると、VM はほかの VM の基になります。起動はできなくなり、ディスクは保護されます。クイック作成では質問なしで VM を作成できます。</translation>
    </message>
    <message>
      <source>“virtdeckctl host-list” shows them.</source>
      <translation>「virtdeckctl host-list」で一覧を表示できます。</translation>
    </message>
    <message>
      <source>“virtdeckctl leftover-list” shows what is left.</source>
      <translation>「virtdeckctl leftover-list」で一覧を表示できます。</translation>
    </message>
    <message>
      <source>“virtdeckctl p2v-sessions” shows them.</source>
      <translation>「virtdeckctl p2v-sessions」で一覧を表示できます。</translation>
    </message>
    <message>
      <source>“virtdeckctl pool-list” shows them.</source>
      <translation>「virtdeckctl pool-list」でプールの一覧を表示できます。</translation>
    </message>
    <message>
      <source>“virtdeckctl sr-list” shows them.</source>
      <translation>「virtdeckctl sr-list」で一覧を表示できます。</translation>
    </message>
    <message>
      <source>“virtdeckctl template-list” shows them.</source>
      <translation>「virtdeckctl template-list」で一覧を表示できます。</translation>
    </message>
    <message>
      <source>“virtdeckctl vm-delete” deletes VMs.</source>
      <translation>VM を削除するには「virtdeckctl vm-delete」を使用します。</translation>
    </message>
    <message>
      <source>“{address}” has no prefix: write it like {example}.</source>
      <translation>「{address}」にプレフィックスがありません。{example} のように入力してください。</translation>
    </message>
    <message>
      <source>“{address}” is not a host name or an IP address.</source>
      <translation>「{address}」はホスト名または IP アドレスではありません。</translation>
    </message>
    <message>
      <source>“{address}” is not an address such as {example}.</source>
      <translation>「{address}」はアドレスではありません (例: {example})。</translation>
    </message>
    <message>
      <source>“{address}” is not an address.</source>
      <translation>「{address}」はアドレスではありません。</translation>
    </message>
    <message>
      <source>“{address}” is not the address of a machine.</source>
      <translation>「{address}」はマシンのアドレスではありません。</translation>
    </message>
    <message>
      <source>“{address}” is the address of a network, not of a host.</source>
      <translation>「{address}」はホストではなくネットワークのアドレスです。</translation>
    </message>
    <message>
      <source>“{field}” has to be filled in.</source>
      <translation>「{field}」を入力してください。</translation>
    </message>
    <message>
      <source>“{host}” is not a host name.</source>
      <translation>「{host}」はホスト名ではありません。</translation>
    </message>
    <message>
      <source>“{keyboard}” is not a keyboard layout such as {example}.</source>
      <translation>「{keyboard}」はキーボードレイアウトではありません (例: {example})。</translation>
    </message>
    <message>
      <source>“{language}” is not a language such as {example}.</source>
      <translation>「{language}」は言語ではありません (例: {example})。</translation>
    </message>
    <message>
      <source>“{mac}” is a multicast address: a network card can't have it.</source>
      <translation>「{mac}」はマルチキャストアドレスのため、ネットワークカードには使用できません。</translation>
    </message>
    <message>
      <source>“{mac}” is not a MAC address.</source>
      <translation>「{mac}」は MAC アドレスではありません。</translation>
    </message>
    <message>
      <source>“{mac}” is not the MAC address of a network interface.</source>
      <translation>「{mac}」はネットワークインターフェイスの MAC アドレスではありません。</translation>
    </message>
    <message>
      <source>“{name}” can't be a name.</source>
      <translation>「{name}」は名前に使用できません。</translation>
    </message>
    <message>
      <source>“{name}” is not a host name.</source>
      <translation>「{name}」はホスト名ではありません。</translation>
    </message>
    <message>
      <source>“{name}” is not a name that it can have.</source>
      <translation>「{name}」は名前に使用できません。</translation>
    </message>
    <message>
      <source>“{name}” is not a server's name or address.</source>
      <translation>「{name}」はサーバーの名前またはアドレスではありません。</translation>
    </message>
    <message>
      <source>“{part}” is not known. A disk is SIZE[,repository=NAME][,bus=BUS][,thick].</source>
      <translation>「{part}」は認識できません。ディスクは SIZE[,repository=NAME][,bus=BUS][,thick] の形式で指定します。</translation>
    </message>
    <message>
      <source>“{text}” is not a number of seconds.</source>
      <translation>「{text}」は秒数ではありません。</translation>
    </message>
    <message>
      <source>“{text}” is not a size. Write it like 4GiB or 512MiB.</source>
      <translation>「{text}」はサイズではありません。4GiB または 512MiB のように入力してください。</translation>
    </message>
    <message>
      <source>“{text}” is not a whole number above 0.</source>
      <translation>「{text}」は 1 以上の整数ではありません。</translation>
    </message>
    <message>
      <source>“{text}” is not an IPv4 address with its prefix, like 192.168.100.1/24.</source>
      <translation>「{text}」は 192.168.100.1/24 のようなプレフィックス付きの IPv4 アドレスではありません。</translation>
    </message>
    <message>
      <source>“{text}” is not an IPv6 address with its prefix, like fd00:1::1/64.</source>
      <translation>「{text}」は fd00:1::1/64 のようなプレフィックス付きの IPv6 アドレスではありません。</translation>
    </message>
    <message>
      <source>“{text}” is not the name of a network device.</source>
      <translation>「{text}」はネットワークデバイスの名前ではありません。</translation>
    </message>
    <message>
      <source>“{timezone}” is not a time zone such as {example}.</source>
      <translation>「{timezone}」はタイムゾーンではありません (例: {example})。</translation>
    </message>
    <message>
      <source>“{uri}” is not a URI.</source>
      <translation>「{uri}」は URI ではありません。</translation>
    </message>
    <message>
      <source>“{uri}” is not a libvirt URI.</source>
      <translation>「{uri}」は libvirt の URI ではありません。</translation>
    </message>
    <message>
      <source>“{uri}” is not a libvirt address.</source>
      <translation>「{uri}」は libvirt のアドレスではありません。</translation>
    </message>
    <message>
      <source>“{url}” is not a complete address.</source>
      <translation>「{url}」は完全なアドレスではありません。</translation>
    </message>
    <message>
      <source>“{url}” is not an address.</source>
      <translation>「{url}」はアドレスではありません。</translation>
    </message>
    <message>
      <source>“{user}” can't be a user name.</source>
      <translation>「{user}」はユーザー名に使用できません。</translation>
    </message>
    <message>
      <source>“{user}” can't be the user's name: use small letters, digits, “-” and “_”.</source>
      <translation>「{user}」はユーザー名に使用できません。英小文字、数字、「-」、「_」を使用してください。</translation>
    </message>
    <message>
      <source>“{user}” is not a user name.</source>
      <translation>「{user}」はユーザー名ではありません。</translation>
    </message>
    <message>
      <source>“{value}” can't be written on a kernel command line.</source>
      <translation>「{value}」をカーネルコマンドラインに記述できません。</translation>
    </message>
    <message>
      <source>“{value}” is not an address.</source>
      <translation>「{value}」はアドレスではありません。</translation>
    </message>
    <message>
      <source>“{word}” is not OLD=NEW, two names of networks.</source>
      <translation>「{word}」は OLD=NEW (2 つのネットワーク名) の形式ではありません。</translation>
    </message>
    <message>
      <source>“{word}” is not a kind of host that Virtdeck knows (qemu, xen, test, lxc, bhyve).</source>
      <translation>「{word}」は Virtdeck が対応しているホストの種類 (qemu、xen、test、lxc、bhyve) ではありません。</translation>
    </message>
    <message>
      <source>“{word}” is not a pair of networks. Write it like VM Network=default.</source>
      <translation>「{word}」はネットワークの組ではありません。VM Network=default のように入力してください。</translation>
    </message>
    <message>
      <source>“{word}” is not a way to a host that Virtdeck knows (ssh, tls, tcp, unix).</source>
      <translation>「{word}」は Virtdeck が対応している接続方法 (ssh、tls、tcp、unix) ではありません。</translation>
    </message>
    <message>
      <source>日本語</source>
      <translation>日本語</translation>
    </message>
  </context>
</TS>
