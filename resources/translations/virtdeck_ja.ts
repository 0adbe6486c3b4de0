<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
  <context>
    <name>virtdeck</name>
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
      <source>&amp;Advanced</source>
      <translation>詳細設定(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Back</source>
      <translation>戻る(&amp;B)</translation>
    </message>
    <message>
      <source>&amp;By the check</source>
      <translation>自動確認に従う(&amp;B)</translation>
    </message>
    <message>
      <source>&amp;Create</source>
      <translation>作成(&amp;C)</translation>
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
      <source>&amp;Don't show again</source>
      <translation>今後表示しない(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Firmware</source>
      <translation>ファームウェア(&amp;F)</translation>
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
      <source>&amp;Hypervisor</source>
      <translation>ハイパーバイザー(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Keep open</source>
      <translation>開いたままにする(&amp;K)</translation>
    </message>
    <message>
      <source>&amp;Keep wizards open while they work</source>
      <translation>処理中もウィザードを開いたままにする(&amp;K)</translation>
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
      <source>&amp;Memory</source>
      <translation>メモリ(&amp;M)</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>名前(&amp;N)</translation>
    </message>
    <message>
      <source>&amp;Next</source>
      <translation>次へ(&amp;N)</translation>
    </message>
    <message>
      <source>&amp;Password</source>
      <translation>パスワード(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Port</source>
      <translation>ポート(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Read again</source>
      <translation>再読み込み(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Remember in the keyring</source>
      <translation>キーリングに保存する(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>保存(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Start the new VM automatically</source>
      <translation>新しい VM を自動的に起動する(&amp;S)</translation>
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
      <source>&amp;Theme</source>
      <translation>テーマ(&amp;T)</translation>
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
      <source>&amp;Unattended installation</source>
      <translation>無人インストール(&amp;U)</translation>
    </message>
    <message>
      <source>&amp;User</source>
      <translation>ユーザー(&amp;U)</translation>
    </message>
    <message>
      <source>&amp;User name</source>
      <translation>ユーザー名(&amp;U)</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>表示(&amp;V)</translation>
    </message>
    <message>
      <source>&amp;Wait for a shutdown</source>
      <translation>シャットダウンの待ち時間(&amp;W)</translation>
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
      <source>--disks means all of them: leave --disk out</source>
      <translation>--disks はすべてのディスクを意味します。--disk を指定しないでください</translation>
    </message>
    <message>
      <source>--iso says which disc --insert inserts</source>
      <translation>--iso は --insert で挿入する ISO を指定します</translation>
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
      <source>A CD drive with the tools disc was added to {name}.</source>
      <translation>ツール ISO の入った CD ドライブを {name} に追加しました。</translation>
    </message>
    <message>
      <source>A CD or DVD that lies in the drive of the host itself.</source>
      <translation>ホスト自身のドライブに入っている CD または DVD です。</translation>
    </message>
    <message>
      <source>A URI can't contain spaces.</source>
      <translation>URI に空白を含めることはできません。</translation>
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
      <source>A VM needs a name.</source>
      <translation>VM には名前が必要です。</translation>
    </message>
    <message>
      <source>A VM needs some memory.</source>
      <translation>VM にはメモリが必要です。</translation>
    </message>
    <message>
      <source>A change counts from each VM's next start.</source>
      <translation>変更は各 VM の次回の起動時から有効になります。</translation>
    </message>
    <message>
      <source>A complete template brings its disk along.</source>
      <translation>完全テンプレートにはディスクが含まれています。</translation>
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
      <source>A disk has at least {size}.</source>
      <translation>ディスクのサイズは {size} 以上必要です。</translation>
    </message>
    <message>
      <source>A link beside a line mends what is missing. It never runs anything inside the guest by itself.</source>
      <translation>行の横のリンクで、足りないものを補うことができます。リンクがゲスト内で何かを勝手に実行することはありません。</translation>
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
      <source>A network repository</source>
      <translation>ネットワークリポジトリ</translation>
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
      <source>A per-user libvirt: VMs have a user network (outgoing only), and no bridges or NAT networks can be made here.</source>
      <translation>ユーザー専用の libvirt です。VM はユーザーネットワーク (外向きのみ) を使用します。ブリッジや NAT ネットワークは作成できません。</translation>
    </message>
    <message>
      <source>A picture of the screen is on the clipboard.</source>
      <translation>画面の画像をクリップボードにコピーしました。</translation>
    </message>
    <message>
      <source>A small Linux, ready to run: no installation is needed. It has the I/O drivers and the management agent.</source>
      <translation>すぐに実行できる小さな Linux です。インストールは不要です。I/O ドライバーと管理エージェントが含まれています。</translation>
    </message>
    <message>
      <source>A small virtio disk was added to {name}, so that Windows loads its storage driver.</source>
      <translation>Windows がストレージドライバーを読み込むように、小さな virtio ディスクを {name} に追加しました。</translation>
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
      <source>ADDRESS</source>
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
      <source>Add a driver disk to {name}</source>
      <translation>{name} へのドライバーディスクの追加</translation>
    </message>
    <message>
      <source>Add a host first.</source>
      <translation>先にホストを追加してください。</translation>
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
      <source>Add host</source>
      <translation>ホストの追加</translation>
    </message>
    <message>
      <source>Add it</source>
      <translation>追加</translation>
    </message>
    <message>
      <source>Add the system libvirt of this computer</source>
      <translation>このコンピュータのシステムの libvirt を追加</translation>
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
      <source>Address of the network repository</source>
      <translation>ネットワークリポジトリのアドレス</translation>
    </message>
    <message>
      <source>Addresses</source>
      <translation>アドレス</translation>
    </message>
    <message>
      <source>Advanced</source>
      <translation>詳細設定</translation>
    </message>
    <message>
      <source>All</source>
      <translation>すべて</translation>
    </message>
    <message>
      <source>All events</source>
      <translation>すべてのイベント</translation>
    </message>
    <message>
      <source>All keys go to the VM. Ctrl+Alt lets go.</source>
      <translation>キーは VM に送られます。Ctrl+Alt で解放。</translation>
    </message>
    <message>
      <source>All that can be emulated (maximum)</source>
      <translation>エミュレート可能なすべて (maximum)</translation>
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
      <source>An error in Virtdeck itself. Details are in the log.</source>
      <translation>Virtdeck 自体のエラーです。詳細はログにあります。</translation>
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
      <source>Answer</source>
      <translation>回答</translation>
    </message>
    <message>
      <source>Answers of the unattended installation</source>
      <translation>無人インストールの応答ファイル</translation>
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
      <source>Asleep</source>
      <translation>スリープ</translation>
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
      <source>B&amp;rowse …</source>
      <translation>参照(&amp;R)…</translation>
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
      <source>Being checked now.</source>
      <translation>確認中です。</translation>
    </message>
    <message>
      <source>Boot</source>
      <translation>起動</translation>
    </message>
    <message>
      <source>Boot order</source>
      <translation>ブート順序</translation>
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
      <source>Bringing the disc to the host</source>
      <translation>メディアをホストに転送中</translation>
    </message>
    <message>
      <source>Browse</source>
      <translation>参照</translation>
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
      <source>CD</source>
      <translation>CD</translation>
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
      <source>Cancel tasks and close</source>
      <translation>タスクをキャンセルして終了</translation>
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
      <source>Ceph RBD pool</source>
      <translation>Ceph RBD プール</translation>
    </message>
    <message>
      <source>Change {host}</source>
      <translation>{host} の変更</translation>
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
      <source>Channels</source>
      <translation>チャネル</translation>
    </message>
    <message>
      <source>Chec&amp;k</source>
      <translation>確認(&amp;K)</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>確認</translation>
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
      <source>Checking</source>
      <translation>確認中</translation>
    </message>
    <message>
      <source>Checking whether hardware acceleration works…</source>
      <translation>ハードウェアアクセラレーションが動作するか確認しています…</translation>
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
      <source>Choose a number of vCPUs that is a multiple of the cores per socket.</source>
      <translation>ソケットあたりのコア数の倍数になる vCPU の数を選択してください。</translation>
    </message>
    <message>
      <source>Choose a shorter name, for example “{name}”.</source>
      <translation>もっと短い名前にしてください (例:「{name}」)。</translation>
    </message>
    <message>
      <source>Choose an ISO image</source>
      <translation>ISO イメージの選択</translation>
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
      <source>Choose another name.</source>
      <translation>別の名前を選択してください。</translation>
    </message>
    <message>
      <source>Choose another network.</source>
      <translation>別のネットワークを選択してください。</translation>
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
      <source>Choose another storage repository.</source>
      <translation>別のストレージリポジトリを選択してください。</translation>
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
      <source>Choose the acceleration of {host}</source>
      <translation>{host} のアクセラレーションの選択</translation>
    </message>
    <message>
      <source>Choose the virtio-win ISO…</source>
      <translation>virtio-win ISO の選択…</translation>
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
      <source>Clone depth</source>
      <translation>複製の深さ</translation>
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
      <source>Closing Virtdeck cancels the running task and undoes what it has done. VMs keep running.</source>
      <translation>Virtdeck を終了すると、実行中のタスクがキャンセルされ、行われた変更は元に戻されます。VM は引き続き動作します。</translation>
    </message>
    <message>
      <source>Closing Virtdeck cancels {n} running tasks and undoes what they have done. VMs keep running.</source>
      <translation>Virtdeck を終了すると、実行中の {n} 件のタスクがキャンセルされ、行われた変更は元に戻されます。VM は引き続き動作します。</translation>
    </message>
    <message>
      <source>Collapse all</source>
      <translation>すべて折りたたむ</translation>
    </message>
    <message>
      <source>Command: {command}</source>
      <translation>コマンド: {command}</translation>
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
      <source>Connect</source>
      <translation>接続</translation>
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
      <source>Connect at start</source>
      <translation>起動時に接続</translation>
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
      <source>Connect this host by ssh, or let the screen listen on an address that this computer reaches.</source>
      <translation>このホストに ssh で接続するか、このコンピュータから到達できるアドレスで画面を待ち受けるようにしてください。</translation>
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
      <source>Copy a file into it…</source>
      <translation>ファイルをコピー…</translation>
    </message>
    <message>
      <source>Copy a picture of the screen</source>
      <translation>画面の画像をコピー</translation>
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
      <source>Copy it to the ISO library.</source>
      <translation>ISO ライブラリにコピーしてください。</translation>
    </message>
    <message>
      <source>Copy more</source>
      <translation>その他をコピー</translation>
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
      <source>Copy {file} to the ISO library of {host}</source>
      <translation>{file} の {host} の ISO ライブラリへのコピー</translation>
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
      <source>Copy: {command}</source>
      <translation>コピー: {command}</translation>
    </message>
    <message>
      <source>Copy: {what}</source>
      <translation>コピー: {what}</translation>
    </message>
    <message>
      <source>Copying {file}</source>
      <translation>{file} をコピー中</translation>
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
      <source>Create a storage repository on the host, or start an existing one.</source>
      <translation>ホストにストレージリポジトリを作成するか、既存のものを開始してください。</translation>
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
      <source>Delete the disk {name}</source>
      <translation>ディスク {name} を削除</translation>
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
      <source>Delete {count} VMs</source>
      <translation>{count} 台の VM の削除</translation>
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
      <source>Disk</source>
      <translation>ディスク</translation>
    </message>
    <message>
      <source>Disk error: {words}</source>
      <translation>ディスクエラー: {words}</translation>
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
      <source>Disk: {size}</source>
      <translation>ディスク: {size}</translation>
    </message>
    <message>
      <source>Disks</source>
      <translation>ディスク</translation>
    </message>
    <message>
      <source>Disks can't be created in storage of this type ({type}).</source>
      <translation>この種類 ({type}) のストレージにはディスクを作成できません。</translation>
    </message>
    <message>
      <source>Display</source>
      <translation>ディスプレイ</translation>
    </message>
    <message>
      <source>Do not start {name} with its host</source>
      <translation>{name} をホストと同時に起動しない設定</translation>
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
      <source>Eject</source>
      <translation>取り出し</translation>
    </message>
    <message>
      <source>Eject it inside the VM first, then try again.</source>
      <translation>先に VM 内で取り出してから、もう一度実行してください。</translation>
    </message>
    <message>
      <source>Eject the disc of {name}</source>
      <translation>{name} のメディアの取り出し</translation>
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
      <source>English</source>
      <translation>English</translation>
    </message>
    <message>
      <source>Equivalent &amp;command</source>
      <translation>同等のコマンド(&amp;C)</translation>
    </message>
    <message>
      <source>Equivalent command</source>
      <translation>同等のコマンド</translation>
    </message>
    <message>
      <source>Events</source>
      <translation>イベント</translation>
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
      <source>FAMILY</source>
      <translation>ファミリー</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>失敗</translation>
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
      <source>File system</source>
      <translation>ファイルシステム</translation>
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
      <source>Floppy</source>
      <translation>フロッピー</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>フォルダー</translation>
    </message>
    <message>
      <source>For Windows VMs of hosts that have none of their own.</source>
      <translation>virtio-win ISO がないホストの Windows VM に使用します。</translation>
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
      <source>For a host: its storage repositories. For a repository: the virtual disks in it and the VMs that use them.</source>
      <translation>ホストの場合: ストレージリポジトリが表示されます。ストレージリポジトリの場合: その中の仮想ディスクと、それを使用する VM が表示されます。</translation>
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
      <source>For example an ISO image of this computer.</source>
      <translation>例: このコンピュータの ISO イメージ</translation>
    </message>
    <message>
      <source>For this run only (--connect)</source>
      <translation>今回の実行のみ (--connect)</translation>
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
      <source>Forward</source>
      <translation>進む</translation>
    </message>
    <message>
      <source>Found</source>
      <translation>検索結果</translation>
    </message>
    <message>
      <source>Found on the medium: {os}.</source>
      <translation>メディアの内容: {os}。</translation>
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
      <source>Free some space, or choose another host.</source>
      <translation>空き容量を増やすか、別のホストを選択してください。</translation>
    </message>
    <message>
      <source>Free space on the storage repository or choose another one.</source>
      <translation>ストレージリポジトリの空き容量を増やすか、別のストレージリポジトリを選択してください。</translation>
    </message>
    <message>
      <source>From where</source>
      <translation>設定元</translation>
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
      <source>Fully virtualized (HVM)</source>
      <translation>完全仮想化 (HVM)</translation>
    </message>
    <message>
      <source>General</source>
      <translation>全般</translation>
    </message>
    <message>
      <source>Give it another name.</source>
      <translation>別の名前を指定してください。</translation>
    </message>
    <message>
      <source>Give the VM a display that listens on an address.</source>
      <translation>アドレスで待ち受けるディスプレイを VM に設定してください。</translation>
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
      <source>Guest tools</source>
      <translation>ゲストツール</translation>
    </message>
    <message>
      <source>Guest tools of Xen VMs are read from xenstore, which needs an ssh connection to the host.</source>
      <translation>Xen VM のゲストツールの状態は xenstore から読み取るため、ホストへの ssh 接続が必要です。</translation>
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
      <source>HYPERVISOR</source>
      <translation>ハイパーバイザー</translation>
    </message>
    <message>
      <source>Hard disk</source>
      <translation>ハードディスク</translation>
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
      <source>Hosts</source>
      <translation>ホスト</translation>
    </message>
    <message>
      <source>Hosts: those of the configuration that Virtdeck itself uses, this computer's own libvirt included, or those given with --connect.</source>
      <translation>ホスト: Virtdeck 自体の設定にあるホスト (このコンピュータ自身の libvirt を含む)、または --connect で指定したホストを対象とします。</translation>
    </message>
    <message>
      <source>How does {host} run its VMs?</source>
      <translation>{host} でどのように VM を実行しますか?</translation>
    </message>
    <message>
      <source>How long Shut down and Reboot wait for the guest before they count as failed.</source>
      <translation>シャットダウンと再起動でゲストを待つ時間です。これを超えると失敗とみなします。</translation>
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
      <source>If the host was installed anew, remove its old key ({place}); if not, somebody may be listening in.</source>
      <translation>ホストを新しくインストールした場合は、古いキー ({place}) を削除してください。そうでない場合は、通信が傍受されている可能性があります。</translation>
    </message>
    <message>
      <source>Images can be copied into folders only.</source>
      <translation>イメージをコピーできるのはフォルダーのみです。</translation>
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
      <source>Infrastructure</source>
      <translation>インフラストラクチャ</translation>
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
      <source>Install Virtdeck again.</source>
      <translation>Virtdeck を再インストールしてください。</translation>
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
      <source>Is this the VM you want?</source>
      <translation>この内容で VM を作成しますか?</translation>
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
      <source>It has no disks.</source>
      <translation>ディスクはありません。</translation>
    </message>
    <message>
      <source>It is an installation medium.</source>
      <translation>インストールメディアです。</translation>
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
      <source>It is not proved that Virtdeck made it. Look at it and delete it by hand if it is not needed.</source>
      <translation>Virtdeck が作成したことを確認できません。内容を確認し、不要な場合は手動で削除してください。</translation>
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
      <source>It was not accepted. {question}</source>
      <translation>受け入れられませんでした。{question}</translation>
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
      <source>Its disks stay.</source>
      <translation>ディスクは残ります。</translation>
    </message>
    <message>
      <source>Its host is not in the list any more.</source>
      <translation>ホストがすでに一覧にありません。</translation>
    </message>
    <message>
      <source>Its kernel lacks a virtio driver: install the distribution's full kernel package, not a cut-down one.</source>
      <translation>カーネルに virtio ドライバーがありません。ディストリビューションの縮小版ではない完全なカーネルパッケージをインストールしてください。</translation>
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
      <source>Keep for analysis</source>
      <translation>解析のために保持</translation>
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
      <source>Key&amp;board</source>
      <translation>キーボード(&amp;B)</translation>
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
      <source>LEFT BY</source>
      <translation>残した操作</translation>
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
      <source>Least disk</source>
      <translation>最小ディスク</translation>
    </message>
    <message>
      <source>Least memory</source>
      <translation>最小メモリ</translation>
    </message>
    <message>
      <source>Leave it empty to have one generated.</source>
      <translation>空欄にすると自動的に生成されます。</translation>
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
      <source>Leftovers</source>
      <translation>残存オブジェクト</translation>
    </message>
    <message>
      <source>Leftovers of interrupted tasks…</source>
      <translation>中断されたタスクの残存オブジェクト…</translation>
    </message>
    <message>
      <source>Let paused VMs go on.</source>
      <translation>VM のポーズを解除します。</translation>
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
      <source>List the VMs of all hosts.</source>
      <translation>すべてのホストの VM の一覧を表示します。</translation>
    </message>
    <message>
      <source>List the built-in templates.</source>
      <translation>組み込みテンプレートの一覧を表示します。</translation>
    </message>
    <message>
      <source>List the hosts with their state.</source>
      <translation>ホストとその状態の一覧を表示します。</translation>
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
      <source>Log</source>
      <translation>ログ</translation>
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
      <source>Log in to {host}</source>
      <translation>{host} へのログイン</translation>
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
      <source>Look at it</source>
      <translation>確認する</translation>
    </message>
    <message>
      <source>Look at it and delete it by hand if it is not needed.</source>
      <translation>内容を確認し、不要な場合は手動で削除してください。</translation>
    </message>
    <message>
      <source>Look at its console to see whether its system has virtio drivers.</source>
      <translation>コンソールで、システムに virtio ドライバーがあるかどうかを確認してください。</translation>
    </message>
    <message>
      <source>Look at the console without touching it</source>
      <translation>コンソールを操作せずに表示のみ行う</translation>
    </message>
    <message>
      <source>Look at the log of the VM on its host.</source>
      <translation>ホスト上の VM のログを確認してください。</translation>
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
      <source>Looking for the tools disc</source>
      <translation>ツール ISO を検索中</translation>
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
      <source>MEMORY</source>
      <translation>メモリ</translation>
    </message>
    <message>
      <source>Machine</source>
      <translation>マシン</translation>
    </message>
    <message>
      <source>Machine type</source>
      <translation>マシンタイプ</translation>
    </message>
    <message>
      <source>Made from</source>
      <translation>作成元</translation>
    </message>
    <message>
      <source>Make a VM</source>
      <translation>VM を作成</translation>
    </message>
    <message>
      <source>Make storage repositories on this computer</source>
      <translation>このコンピュータでのストレージリポジトリの作成</translation>
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
      <source>Memory</source>
      <translation>メモリ</translation>
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
      <source>Migrated to another host</source>
      <translation>別のホストに移行されました</translation>
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
      <source>Mount the tools disc. Desktops do this by themselves.</source>
      <translation>ツール ISO をマウントします。デスクトップ環境では自動的にマウントされます。</translation>
    </message>
    <message>
      <source>Multipath devices</source>
      <translation>マルチパスデバイス</translation>
    </message>
    <message>
      <source>NAME</source>
      <translation>名前</translation>
    </message>
    <message>
      <source>NAT: outgoing connections through the host</source>
      <translation>NAT: ホスト経由で外向きに接続</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名前</translation>
    </message>
    <message>
      <source>Name of the host's bridge</source>
      <translation>ホストのブリッジの名前</translation>
    </message>
    <message>
      <source>Names</source>
      <translation>名前</translation>
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
      <source>Network</source>
      <translation>ネットワーク</translation>
    </message>
    <message>
      <source>Network boot</source>
      <translation>ネットワークブート</translation>
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
      <source>Network interface {number}</source>
      <translation>ネットワークインターフェイス {number}</translation>
    </message>
    <message>
      <source>Network interfaces</source>
      <translation>ネットワークインターフェイス</translation>
    </message>
    <message>
      <source>Network of interface {number}</source>
      <translation>インターフェイス {number} のネットワーク</translation>
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
      <source>Networking</source>
      <translation>ネットワーク</translation>
    </message>
    <message>
      <source>Networks</source>
      <translation>ネットワーク</translation>
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
      <source>New name</source>
      <translation>新しい名前</translation>
    </message>
    <message>
      <source>No</source>
      <translation>いいえ</translation>
    </message>
    <message>
      <source>No DHCP lease is in use.</source>
      <translation>使用中の DHCP リースはありません。</translation>
    </message>
    <message>
      <source>No ISO image is chosen.</source>
      <translation>ISO イメージが選択されていません。</translation>
    </message>
    <message>
      <source>No VM needs guest tools.</source>
      <translation>ゲストツールが必要な VM はありません。</translation>
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
      <source>No host is ready to create a VM on.</source>
      <translation>VM を作成できる状態のホストがありません。</translation>
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
      <source>No storage repository of {host} can take the ISO image.</source>
      <translation>{host} に ISO イメージを保存できるストレージリポジトリがありません。</translation>
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
      <source>None (standalone)</source>
      <translation>なし (スタンドアロン)</translation>
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
      <source>Not available on this host</source>
      <translation>このホストで使用できない機能</translation>
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
      <source>Not connected: this is read when the host answers.</source>
      <translation>未接続です。ホストが応答すると読み取られます。</translation>
    </message>
    <message>
      <source>Not known yet: no management agent answers, and no DHCP lease names this VM.</source>
      <translation>まだ不明です。管理エージェントが応答せず、この VM の DHCP リースもありません。</translation>
    </message>
    <message>
      <source>Not now.</source>
      <translation>今は実行できません。</translation>
    </message>
    <message>
      <source>Not reached.</source>
      <translation>未到達です。</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>注意事項</translation>
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
      <source>Nothing is left.</source>
      <translation>残存オブジェクトはありません。</translation>
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
      <source>Nothing was deleted.</source>
      <translation>何も削除されませんでした。</translation>
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
      <source>OS</source>
      <translation>OS</translation>
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
      <source>Only QEMU hosts have a user network.</source>
      <translation>ユーザーネットワークがあるのは QEMU ホストのみです。</translation>
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
      <source>Open the CD drive in the Explorer and run virtio-win-guest-tools.exe. On Server Core, in PowerShell:</source>
      <translation>エクスプローラーで CD ドライブを開き、virtio-win-guest-tools.exe を実行します。Server Core では PowerShell で実行します:</translation>
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
      <source>Operating system</source>
      <translation>オペレーティングシステム</translation>
    </message>
    <message>
      <source>Operating system not known</source>
      <translation>オペレーティングシステム不明</translation>
    </message>
    <message>
      <source>Operations that were interrupted made these. Clean up removes them, Keep leaves them as they are.</source>
      <translation>中断された操作によって作成されたものです。[クリーンアップ] は削除し、[残す] はそのまま残します。</translation>
    </message>
    <message>
      <source>Or: {step}</source>
      <translation>または: {step}</translation>
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
      <source>Paravirtualized (PV)</source>
      <translation>準仮想化 (PV)</translation>
    </message>
    <message>
      <source>Paravirtualized in a hardware container (PVH)</source>
      <translation>ハードウェアコンテナ内の準仮想化 (PVH)</translation>
    </message>
    <message>
      <source>Passphrase</source>
      <translation>パスフレーズ</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>パスワード</translation>
    </message>
    <message>
      <source>Password a&amp;gain</source>
      <translation>パスワード (再入力)(&amp;G)</translation>
    </message>
    <message>
      <source>Password again</source>
      <translation>パスワード (再入力)</translation>
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
      <source>Pool</source>
      <translation>プール</translation>
    </message>
    <message>
      <source>Port</source>
      <translation>ポート</translation>
    </message>
    <message>
      <source>Port groups</source>
      <translation>ポートグループ</translation>
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
      <source>Press Check.</source>
      <translation>[確認] をクリックしてください。</translation>
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
      <source>Product key</source>
      <translation>プロダクトキー</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>進行状況</translation>
    </message>
    <message>
      <source>Public ssh &amp;key</source>
      <translation>ssh 公開鍵(&amp;K)</translation>
    </message>
    <message>
      <source>Public ssh key</source>
      <translation>ssh 公開鍵</translation>
    </message>
    <message>
      <source>Put the file into a storage repository, or connect the host by ssh.</source>
      <translation>ファイルをストレージリポジトリに置くか、ホストに ssh で接続してください。</translation>
    </message>
    <message>
      <source>Put to sleep by its guest</source>
      <translation>ゲストによりスリープ状態になりました</translation>
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
      <source>Quit</source>
      <translation>終了</translation>
    </message>
    <message>
      <source>Reached through {jump} (your ssh configuration).</source>
      <translation>{jump} を経由して到達しました (ssh の設定による)。</translation>
    </message>
    <message>
      <source>Read again</source>
      <translation>再読み込み</translation>
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
      <source>Reading the new disk</source>
      <translation>新しいディスクを読み取り中</translation>
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
      <source>Refresh {host}</source>
      <translation>{host} の更新</translation>
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
      <source>Remove</source>
      <translation>削除</translation>
    </message>
    <message>
      <source>Remove from the list…</source>
      <translation>一覧から削除…</translation>
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
      <source>Rename</source>
      <translation>名前の変更</translation>
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
      <source>Right-click a row to copy it. Sections fold at their titles, and the window remembers it.</source>
      <translation>行を右クリックするとコピーできます。セクションはタイトルをクリックすると折りたたまれ、その状態は記憶されます。</translation>
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
      <source>Run its installer. It also works without a network.</source>
      <translation>インストーラーを実行します。ネットワークがなくても動作します。</translation>
    </message>
    <message>
      <source>Run packaging/run once more: it builds the appliance.</source>
      <translation>packaging/run をもう一度実行してください。アプライアンスがビルドされます。</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>実行中</translation>
    </message>
    <message>
      <source>Runs containers only, no virtual machines.</source>
      <translation>コンテナのみを実行します。仮想マシンは実行できません。</translation>
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
      <source>Save the picture of the screen</source>
      <translation>画面の画像の保存</translation>
    </message>
    <message>
      <source>Saving the memory</source>
      <translation>メモリを保存中</translation>
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
      <source>See its guest tools</source>
      <translation>ゲストツールの状態を確認</translation>
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
      <source>Select a host.</source>
      <translation>ホストを選択してください。</translation>
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
      <source>Select something in the tree, or make a VM.</source>
      <translation>ツリーで項目を選択するか、VM を作成してください。</translation>
    </message>
    <message>
      <source>Selected</source>
      <translation>選択中</translation>
    </message>
    <message>
      <source>Setting</source>
      <translation>設定</translation>
    </message>
    <message>
      <source>Settings: {path}</source>
      <translation>設定: {path}</translation>
    </message>
    <message>
      <source>Several VMs have the name {name}: {where}.</source>
      <translation>{name} という名前の VM が複数あります: {where}。</translation>
    </message>
    <message>
      <source>Several hosts have the name {name}.</source>
      <translation>{name} という名前のホストが複数あります。</translation>
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
      <source>Shared storage repositories</source>
      <translation>共有ストレージリポジトリ</translation>
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
      <source>Show the &amp;first steps in the main window</source>
      <translation>メインウィンドウに「はじめに」を表示する(&amp;F)</translation>
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
      <source>Show what is known of a VM, guest tools and addresses included.</source>
      <translation>VM の情報をゲストツールとアドレスを含めて表示します。</translation>
    </message>
    <message>
      <source>Shut down</source>
      <translation>シャットダウン</translation>
    </message>
    <message>
      <source>Shut down and start</source>
      <translation>シャットダウンして起動</translation>
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
      <source>Shutting down</source>
      <translation>シャットダウン中</translation>
    </message>
    <message>
      <source>Since</source>
      <translation>開始</translation>
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
      <source>Something was left behind</source>
      <translation>残されたオブジェクトがあります</translation>
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
      <source>Start delay</source>
      <translation>起動の遅延</translation>
    </message>
    <message>
      <source>Start it</source>
      <translation>起動</translation>
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
      <source>Start it with the &amp;host</source>
      <translation>ホストと同時に起動する(&amp;H)</translation>
    </message>
    <message>
      <source>Start it with the host</source>
      <translation>ホストと同時に起動する</translation>
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
      <source>Start order</source>
      <translation>起動順序</translation>
    </message>
    <message>
      <source>Start the VM, or look at it on its host.</source>
      <translation>VM を起動するか、ホスト上で画面を表示してください。</translation>
    </message>
    <message>
      <source>Start the new VM automatically</source>
      <translation>新しい VM を自動的に起動する</translation>
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
      <source>Starting the installer</source>
      <translation>インストーラーを起動中</translation>
    </message>
    <message>
      <source>Starting {name} with its host could not be changed</source>
      <translation>{name} のホスト起動時の自動起動を変更できませんでした</translation>
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
      <source>Storage</source>
      <translation>ストレージ</translation>
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
      <source>Suspend VMs: save their memory to disk and free it.</source>
      <translation>VM を一時停止します (メモリをディスクに保存して解放)。</translation>
    </message>
    <message>
      <source>Suspend or resume</source>
      <translation>一時停止または再開</translation>
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
      <source>Take it over to use it here.</source>
      <translation>ここで使用するには、引き継いでください。</translation>
    </message>
    <message>
      <source>Take over</source>
      <translation>引き継ぐ</translation>
    </message>
    <message>
      <source>Take the disc out</source>
      <translation>ISO を取り出す</translation>
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
      <source>Taking the installation medium out</source>
      <translation>インストールメディアを取り出し中</translation>
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
      <source>Text console of the VM</source>
      <translation>VM のテキストコンソール</translation>
    </message>
    <message>
      <source>Text consoles</source>
      <translation>テキストコンソール</translation>
    </message>
    <message>
      <source>The CD drive of the host</source>
      <translation>ホストの CD ドライブ</translation>
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
      <source>The VM could not be started</source>
      <translation>VM を起動できませんでした</translation>
    </message>
    <message>
      <source>The VM does not exist any more.</source>
      <translation>VM がすでに存在しません。</translation>
    </message>
    <message>
      <source>The VM has no channel for the agent.</source>
      <translation>VM にエージェント用のチャネルがありません。</translation>
    </message>
    <message>
      <source>The VM is being created.</source>
      <translation>VM を作成しています。</translation>
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
      <source>The appliance has not been built yet: run packaging/run once, it builds it.</source>
      <translation>アプライアンスがまだビルドされていません。packaging/run を一度実行するとビルドされます。</translation>
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
      <source>The chosen host is not there any more.</source>
      <translation>選択したホストはすでにありません。</translation>
    </message>
    <message>
      <source>The chosen storage repository is not on {host}.</source>
      <translation>選択したストレージリポジトリは {host} にありません。</translation>
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
      <source>The connection is lost; Virtdeck is trying again.</source>
      <translation>接続が切れています。Virtdeck が再接続を試みています。</translation>
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
      <source>The console's notes on {name} could not be saved</source>
      <translation>{name} に関するコンソールの情報を保存できませんでした</translation>
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
      <source>The description of {name} could not be changed</source>
      <translation>{name} の説明を変更できませんでした</translation>
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
      <source>The drive is empty.</source>
      <translation>ドライブは空です。</translation>
    </message>
    <message>
      <source>The driver disk could not be added to {name}</source>
      <translation>{name} にドライバーディスクを追加できませんでした</translation>
    </message>
    <message>
      <source>The file {path} can't be used: task history and the list of interrupted operations are not kept in this run. Reason: {why}.</source>
      <translation>ファイル {path} を使用できません。今回の実行では、タスクの履歴と中断された操作の一覧は保存されません。理由: {why}。</translation>
    </message>
    <message>
      <source>The folder {path} for the VMs of this computer can't be made: {why}.</source>
      <translation>このコンピュータの VM 用のフォルダー {path} を作成できません: {why}。</translation>
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
      <source>The home host is another computer: the image must be copied there.</source>
      <translation>ホームホストは別のコンピュータであるため、イメージをコピーする必要があります。</translation>
    </message>
    <message>
      <source>The host is not connected.</source>
      <translation>ホストに接続されていません。</translation>
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
      <source>The hypervisor of {host} can't do this.</source>
      <translation>{host} のハイパーバイザーではこの操作を実行できません。</translation>
    </message>
    <message>
      <source>The hypervisor will ask the guest.</source>
      <translation>ハイパーバイザーからゲストに要求します。</translation>
    </message>
    <message>
      <source>The image is copied to the host when the VM is created, with progress.</source>
      <translation>VM の作成時にイメージがホストにコピーされ、進行状況が表示されます。</translation>
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
      <source>The language changes at the next start of Virtdeck.</source>
      <translation>言語は Virtdeck の次回の起動時に変更されます。</translation>
    </message>
    <message>
      <source>The libvirt of {host} wants a login.</source>
      <translation>{host} の libvirt がログインを求めています。</translation>
    </message>
    <message>
      <source>The list of templates {path} could not be read.</source>
      <translation>テンプレートの一覧 {path} を読み取れませんでした。</translation>
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
      <source>The management agent of {name} did not respond within {seconds} seconds.</source>
      <translation>{name} の管理エージェントが {seconds} 秒以内に応答しませんでした。</translation>
    </message>
    <message>
      <source>The management agent will be asked.</source>
      <translation>管理エージェントに要求します。</translation>
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
      <source>The name is too long: it takes {used} bytes, {limit} are possible.</source>
      <translation>名前が長すぎます ({used} バイト、最大 {limit} バイト)。</translation>
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
      <source>The network repository has not been looked at yet.</source>
      <translation>ネットワークリポジトリがまだ確認されていません。</translation>
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
      <source>The private libvirt of this computer could not be started: {why}.</source>
      <translation>このコンピュータのプライベート libvirt を起動できませんでした: {why}。</translation>
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
      <source>The state of {name} is not known.</source>
      <translation>{name} の状態は不明です。</translation>
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
      <source>The storage repository {name} is not active.</source>
      <translation>ストレージリポジトリ {name} はアクティブではありません。</translation>
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
      <source>The task history was damaged. Virtdeck starts a new one; the damaged file is kept as {path}.</source>
      <translation>タスクの履歴が破損していました。新しい履歴を作成します。破損したファイルは {path} として残されています。</translation>
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
      <source>The user's own (session)</source>
      <translation>ユーザー専用 (session)</translation>
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
      <source>The virtual disk {name} could not be read</source>
      <translation>仮想ディスク {name} を読み取れませんでした</translation>
    </message>
    <message>
      <source>The virtual disk {name} could not be resized</source>
      <translation>仮想ディスク {name} のサイズを変更できませんでした</translation>
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
      <source>There are no earlier devices of {name} to go back to.</source>
      <translation>{name} には元に戻せる以前のデバイスがありません。</translation>
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
      <source>There is no ISO image in any storage repository. Choose a file of this computer instead.</source>
      <translation>どのストレージリポジトリにも ISO イメージがありません。このコンピュータのファイルを選択してください。</translation>
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
      <source>There is no host in the list.</source>
      <translation>一覧にホストがありません。</translation>
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
      <source>There is no network {name} on {host}; there are: {names}.</source>
      <translation>{host} にネットワーク {name} はありません。指定できるのは {names} です。</translation>
    </message>
    <message>
      <source>There is no script for an unattended installation of this operating system.</source>
      <translation>このオペレーティングシステムの無人インストール用スクリプトがありません。</translation>
    </message>
    <message>
      <source>There is no state {state}; there are {states}.</source>
      <translation>状態 {state} はありません。指定できるのは {states} です。</translation>
    </message>
    <message>
      <source>There is no storage repository {name} on {host}; there are: {names}.</source>
      <translation>{host} にストレージリポジトリ {name} はありません。指定できるのは {names} です。</translation>
    </message>
    <message>
      <source>There is no such host (any more).</source>
      <translation>そのホストは (すでに) ありません。</translation>
    </message>
    <message>
      <source>There is no template {name}.</source>
      <translation>テンプレート {name} はありません。</translation>
    </message>
    <message>
      <source>There is nothing to go forward to.</source>
      <translation>次に進むものはありません。</translation>
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
      <source>These devices become virtio: {devices}. If a guest gives no sign of life within {minutes} minutes after that start, it is forced off and started again with its old devices.</source>
      <translation>次のデバイスが virtio に切り替わります: {devices}。起動後 {minutes} 分以内にゲストの動作を確認できない場合は、強制シャットダウンし、以前のデバイスで起動し直します。</translation>
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
      <source>They are cut off like machines that lose their power. What they have not written yet is lost.</source>
      <translation>電源を失ったマシンのように停止します。まだ書き込まれていないデータは失われます。</translation>
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
      <source>This computer has no hardware virtualization (KVM), or it is switched off in its firmware: VMs run under emulation, slowly.</source>
      <translation>このコンピュータにはハードウェア仮想化 (KVM) がないか、ファームウェアで無効になっています。VM はエミュレーションで低速に動作します。</translation>
    </message>
    <message>
      <source>This computer has no libvirt daemon, so no VMs can run on it.</source>
      <translation>このコンピュータには libvirt デーモンがないため、VM を実行できません。</translation>
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
      <source>This is not a public ssh key.</source>
      <translation>これは ssh 公開鍵ではありません。</translation>
    </message>
    <message>
      <source>This medium is {os}, but the template is {template}.</source>
      <translation>このメディアは {os} ですが、テンプレートは {template} です。</translation>
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
      <source>Turn off</source>
      <translation>オフにする</translation>
    </message>
    <message>
      <source>Turn on</source>
      <translation>オンにする</translation>
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
      <source>US keyboard</source>
      <translation>英語 (US) キーボード</translation>
    </message>
    <message>
      <source>USB</source>
      <translation>USB</translation>
    </message>
    <message>
      <source>UUID</source>
      <translation>UUID</translation>
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
      <source>Unmount it in the guest, then take it out again.</source>
      <translation>ゲストでマウントを解除してから、もう一度取り出してください。</translation>
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
      <source>Update I/O drivers and Management Agent</source>
      <translation>I/O ドライバーおよび管理エージェントをアップデート</translation>
    </message>
    <message>
      <source>Update the host's ssh server, or allow its algorithms for this host in your ssh configuration.</source>
      <translation>ホストの ssh サーバーを更新するか、ssh の設定でこのホストのアルゴリズムを許可してください。</translation>
    </message>
    <message>
      <source>Uptime</source>
      <translation>稼働時間</translation>
    </message>
    <message>
      <source>Use --connect URI, or add a host in Virtdeck.</source>
      <translation>--connect URI を指定するか、Virtdeck でホストを追加してください。</translation>
    </message>
    <message>
      <source>Use --yes.</source>
      <translation>--yes を指定してください。</translation>
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
      <source>V&amp;M</source>
      <translation>VM(&amp;M)</translation>
    </message>
    <message>
      <source>VM</source>
      <translation>VM</translation>
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
      <source>VMs run under emulation: much slower.</source>
      <translation>VM はエミュレーションで実行されます。大幅に低速です。</translation>
    </message>
    <message>
      <source>Valid for</source>
      <translation>有効期間</translation>
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
      <source>Virtdeck is closing: nothing new is started.</source>
      <translation>Virtdeck は終了処理中のため、新しい処理を開始できません。</translation>
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
      <source>Virtual disk</source>
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
      <source>WHEN</source>
      <translation>日時</translation>
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
      <source>What VMs this host can run can't be read: the XML is damaged.</source>
      <translation>このホストで実行できる VM の情報を読み取れません: XML が破損しています。</translation>
    </message>
    <message>
      <source>What Virtdeck keeps in the VM's metadata can't be read: the XML is damaged.</source>
      <translation>VM のメタデータ内の Virtdeck の情報を読み取れません: XML が破損しています。</translation>
    </message>
    <message>
      <source>What answers at {host} is not an ssh server, or it is not ready.</source>
      <translation>{host} で応答しているのは ssh サーバーではないか、ssh サーバーの準備ができていません。</translation>
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
      <source>What is done</source>
      <translation>実行する内容</translation>
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
      <source>What it can do is still being read.</source>
      <translation>機能をまだ読み込んでいます。</translation>
    </message>
    <message>
      <source>What it has, or why it can't be chosen</source>
      <translation>ホストの内容、または選択できない理由</translation>
    </message>
    <message>
      <source>What mends it</source>
      <translation>対処方法</translation>
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
      <source>Where are its disks kept?</source>
      <translation>ディスクをどこに保存しますか?</translation>
    </message>
    <message>
      <source>Where does the operating system come from?</source>
      <translation>オペレーティングシステムをどこからインストールしますか?</translation>
    </message>
    <message>
      <source>Where should it run?</source>
      <translation>どのホストで実行しますか?</translation>
    </message>
    <message>
      <source>Whether {name} has the drivers is seen only while it runs and its management agent answers.</source>
      <translation>{name} にドライバーがあるかどうかは、実行中で管理エージェントが応答しているときにのみ確認できます。</translation>
    </message>
    <message>
      <source>Which networks is it connected to?</source>
      <translation>どのネットワークに接続しますか?</translation>
    </message>
    <message>
      <source>Which tasks</source>
      <translation>表示するタスク</translation>
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
      <source>Windows in {name} has not loaded a virtio storage driver: it would not find its disk.</source>
      <translation>{name} の Windows は virtio ストレージドライバーを読み込んでいないため、切り替えるとディスクが見つからなくなります。</translation>
    </message>
    <message>
      <source>Windows loads its virtio storage driver when it sees a virtio disk. The disk is small, and goes when Windows runs with virtio.</source>
      <translation>Windows は virtio ディスクを検出すると virtio ストレージドライバーを読み込みます。この小さなディスクは、Windows が virtio で動作すると削除されます。</translation>
    </message>
    <message>
      <source>Windows needs a product key for an unattended installation.</source>
      <translation>Windows の無人インストールにはプロダクトキーが必要です。</translation>
    </message>
    <message>
      <source>Windows: a small virtio disk, so that it loads its storage driver</source>
      <translation>Windows: ストレージドライバーを読み込ませるための小さな virtio ディスクを追加する</translation>
    </message>
    <message>
      <source>With a network the package manager alone will do, without the disc.</source>
      <translation>ネットワークがある場合は、ISO を使わずにパッケージマネージャーだけでインストールできます。</translation>
    </message>
    <message>
      <source>Without --connect: the configured hosts, and this computer's own per-user libvirt. The same without a window: virtdeckctl.</source>
      <translation>--connect を指定しない場合は、設定済みのホストと、このコンピュータのユーザー専用の libvirt を使用します。ウィンドウなしで同じ操作をするには virtdeckctl を使います。</translation>
    </message>
    <message>
      <source>Without tag</source>
      <translation>タグなし</translation>
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
      <source>Write it like qemu+ssh://root@host/system, qemu:///session or xen+ssh://root@host/system.</source>
      <translation>qemu+ssh://root@host/system、qemu:///session、xen+ssh://root@host/system のように入力してください。</translation>
    </message>
    <message>
      <source>Write it like qemu:///session or qemu+ssh://user@host/system.</source>
      <translation>qemu:///session や qemu+ssh://user@host/system のように入力してください。</translation>
    </message>
    <message>
      <source>XML of the VM</source>
      <translation>VM の XML</translation>
    </message>
    <message>
      <source>Xen</source>
      <translation>Xen</translation>
    </message>
    <message>
      <source>Yes</source>
      <translation>はい</translation>
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
      <source>a disk; may be repeated (default: the template's)</source>
      <translation>ディスク (繰り返し指定可、デフォルト: テンプレートのディスク)</translation>
    </message>
    <message>
      <source>a folder is not a file</source>
      <translation>フォルダーはファイルではありません</translation>
    </message>
    <message>
      <source>a network, “user”, or bridge:NAME; may be repeated (default: the host's)</source>
      <translation>ネットワーク、「user」、または bridge:NAME (繰り返し指定可、デフォルト: ホストのネットワーク)</translation>
    </message>
    <message>
      <source>add the channel that the management agent needs</source>
      <translation>管理エージェントに必要なチャネルを追加する</translation>
    </message>
    <message>
      <source>all of them</source>
      <translation>すべて</translation>
    </message>
    <message>
      <source>also open this host, for this run only (may be repeated)</source>
      <translation>このホストも開く (今回の実行のみ、繰り返し指定可)</translation>
    </message>
    <message>
      <source>another job is using it</source>
      <translation>別のジョブが使用中です</translation>
    </message>
    <message>
      <source>asleep</source>
      <translation>スリープ</translation>
    </message>
    <message>
      <source>bhyve (FreeBSD)</source>
      <translation>bhyve (FreeBSD)</translation>
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
      <source>channel for the guest agent</source>
      <translation>ゲストエージェント用のチャネル</translation>
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
      <source>copy an ISO image of this computer to the host's ISO library first</source>
      <translation>このコンピュータの ISO イメージを先にホストの ISO ライブラリにコピーする</translation>
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
      <source>decided by a check</source>
      <translation>確認により決定</translation>
    </message>
    <message>
      <source>default</source>
      <translation>既定値</translation>
    </message>
    <message>
      <source>delete all its disks that nothing else uses</source>
      <translation>ほかで使用されていないディスクをすべて削除する</translation>
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
      <source>disconnected</source>
      <translation>未接続</translation>
    </message>
    <message>
      <source>do not ask</source>
      <translation>確認しない</translation>
    </message>
    <message>
      <source>do not start it (as without --start)</source>
      <translation>VM を起動しない (--start を指定しない場合と同じ)</translation>
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
      <source>empty</source>
      <translation>空</translation>
    </message>
    <message>
      <source>emulated, version {version}</source>
      <translation>エミュレート、バージョン {version}</translation>
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
      <source>firmware (default: the template's)</source>
      <translation>ファームウェア (デフォルト: テンプレートのファームウェア)</translation>
    </message>
    <message>
      <source>floppy</source>
      <translation>フロッピー</translation>
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
      <source>from XenStore</source>
      <translation>XenStore から取得</translation>
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
      <source>how long a host may take to connect (default: {n})</source>
      <translation>ホストへの接続を待つ秒数 (デフォルト: {n})</translation>
    </message>
    <message>
      <source>how long the guest may take (default: 300)</source>
      <translation>ゲストを待つ秒数 (デフォルト: 300)</translation>
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
      <source>id or name of a built-in template (see template-list)</source>
      <translation>組み込みテンプレートの ID または名前 (template-list を参照)</translation>
    </message>
    <message>
      <source>in this state only: running, paused, suspended, halted, crashed</source>
      <translation>この状態のもののみ: running、paused、suspended、halted、crashed</translation>
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
      <source>it broke the connection</source>
      <translation>ホストが接続を切断しました</translation>
    </message>
    <message>
      <source>it can't be reached over the network</source>
      <translation>ネットワーク経由で到達できません</translation>
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
      <source>it was cancelled</source>
      <translation>キャンセルされました</translation>
    </message>
    <message>
      <source>its certificate, or ours, was not accepted</source>
      <translation>ホストまたはこのコンピュータの証明書が受け入れられませんでした</translation>
    </message>
    <message>
      <source>its libvirt has stopped</source>
      <translation>libvirt が停止しています</translation>
    </message>
    <message>
      <source>its name is cut in the middle of a letter, since the host's libvirt runs without a UTF-8 locale</source>
      <translation>ホストの libvirt が UTF-8 ロケールなしで動作しているため、名前が文字の途中で切れています</translation>
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
      <source>its vendor</source>
      <translation>ベンダー</translation>
    </message>
    <message>
      <source>just now</source>
      <translation>たった今</translation>
    </message>
    <message>
      <source>kernel and initrd from {url}</source>
      <translation>{url} のカーネルと initrd</translation>
    </message>
    <message>
      <source>less than a minute</source>
      <translation>1 分未満</translation>
    </message>
    <message>
      <source>libvirt</source>
      <translation>libvirt</translation>
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
      <source>look on this host only</source>
      <translation>このホストのみを対象とする</translation>
    </message>
    <message>
      <source>lost</source>
      <translation>切断</translation>
    </message>
    <message>
      <source>medium</source>
      <translation>メディア</translation>
    </message>
    <message>
      <source>memory, like 2GiB</source>
      <translation>メモリ (例: 2GiB)</translation>
    </message>
    <message>
      <source>name leftovers by their ID, or use --all</source>
      <translation>残存オブジェクトを ID で指定するか、--all を指定してください</translation>
    </message>
    <message>
      <source>name of the new VM (default: from the template)</source>
      <translation>新しい VM の名前 (デフォルト: テンプレートから)</translation>
    </message>
    <message>
      <source>name or UUID</source>
      <translation>名前または UUID</translation>
    </message>
    <message>
      <source>network boot</source>
      <translation>ネットワークブート</translation>
    </message>
    <message>
      <source>network repository</source>
      <translation>ネットワークリポジトリ</translation>
    </message>
    <message>
      <source>no</source>
      <translation>いいえ</translation>
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
      <source>no network</source>
      <translation>ネットワークなし</translation>
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
      <source>none</source>
      <translation>なし</translation>
    </message>
    <message>
      <source>not active</source>
      <translation>非アクティブ</translation>
    </message>
    <message>
      <source>not reached</source>
      <translation>未到達</translation>
    </message>
    <message>
      <source>not verified yet</source>
      <translation>未確認</translation>
    </message>
    <message>
      <source>nothing accepts connections at this address</source>
      <translation>このアドレスで接続が受け付けられていません</translation>
    </message>
    <message>
      <source>nothing answers at {host}</source>
      <translation>{host} が応答しません</translation>
    </message>
    <message>
      <source>number of a leftover (see leftover-list)</source>
      <translation>残存オブジェクトの番号 (leftover-list を参照)</translation>
    </message>
    <message>
      <source>number of virtual CPUs</source>
      <translation>仮想 CPU の数</translation>
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
      <source>on this computer</source>
      <translation>このコンピュータ上</translation>
    </message>
    <message>
      <source>on {host}</source>
      <translation>{host} 上</translation>
    </message>
    <message>
      <source>optional: the line of a file such as ~/.ssh/id_ed25519.pub</source>
      <translation>省略可: ~/.ssh/id_ed25519.pub などのファイルの行</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>ポーズ中</translation>
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
      <source>put the tools disc into the CD drive, and tell the steps</source>
      <translation>ツール ISO を CD ドライブに挿入し、手順を表示する</translation>
    </message>
    <message>
      <source>ready</source>
      <translation>接続済み</translation>
    </message>
    <message>
      <source>refused</source>
      <translation>拒否</translation>
    </message>
    <message>
      <source>running</source>
      <translation>実行中</translation>
    </message>
    <message>
      <source>s</source>
      <translation>秒</translation>
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
      <source>show the virtualization state (as without options)</source>
      <translation>仮想化の状態を表示する (オプションなしと同じ)</translation>
    </message>
    <message>
      <source>shut down and start where the change needs it</source>
      <translation>変更に必要な場合はシャットダウンして起動する</translation>
    </message>
    <message>
      <source>shutting down</source>
      <translation>シャットダウン中</translation>
    </message>
    <message>
      <source>skipped</source>
      <translation>省略</translation>
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
      <source>stay until the installer has restarted the VM, at most so long</source>
      <translation>インストーラーが VM を再起動するまで最大でこの秒数待つ</translation>
    </message>
    <message>
      <source>suspended</source>
      <translation>一時停止中</translation>
    </message>
    <message>
      <source>take a switch to virtio back at the next start</source>
      <translation>virtio への切り替えを次回の起動時に元に戻す</translation>
    </message>
    <message>
      <source>take the tools disc out and give the old disc back</source>
      <translation>ツール ISO を取り出し、以前のメディアに戻す</translation>
    </message>
    <message>
      <source>template</source>
      <translation>テンプレート</translation>
    </message>
    <message>
      <source>the VM runs on another computer</source>
      <translation>VM が別のコンピュータで実行されています</translation>
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
      <source>the connection was closed</source>
      <translation>接続が閉じられました</translation>
    </message>
    <message>
      <source>the connection was given up</source>
      <translation>接続が中止されました</translation>
    </message>
    <message>
      <source>the disk {disk} is kept: {why}</source>
      <translation>ディスク {disk} は残ります: {why}</translation>
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
      <source>the guest agent does not answer</source>
      <translation>ゲストエージェントが応答しません</translation>
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
      <source>the host {host}</source>
      <translation>ホスト {host}</translation>
    </message>
    <message>
      <source>the host's answer is not understood</source>
      <translation>ホストの応答を解釈できません</translation>
    </message>
    <message>
      <source>the host's libvirt closed the connection</source>
      <translation>ホストの libvirt が接続を閉じました</translation>
    </message>
    <message>
      <source>the language of the window, instead of the preference</source>
      <translation>設定の代わりに使用するウィンドウの言語</translation>
    </message>
    <message>
      <source>the login was refused</source>
      <translation>ログインが拒否されました</translation>
    </message>
    <message>
      <source>the memory of the host {host}</source>
      <translation>ホスト {host} のメモリ</translation>
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
      <source>this computer has no certificates for TLS connections</source>
      <translation>このコンピュータには TLS 接続用の証明書がありません</translation>
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
      <source>throw the saved state away and start afresh</source>
      <translation>保存された状態を破棄して起動し直す</translation>
    </message>
    <message>
      <source>throw the saved state of a suspended VM away and start it afresh</source>
      <translation>一時停止中の VM の保存された状態を破棄して起動し直す</translation>
    </message>
    <message>
      <source>to come</source>
      <translation>未実行</translation>
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
      <source>unknown</source>
      <translation>不明</translation>
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
      <source>virtdeck: the window could not be opened because of an error in Virtdeck itself. Details: {log}</source>
      <translation>virtdeck: Virtdeck 自体のエラーのため、ウィンドウを開けませんでした。詳細: {log}</translation>
    </message>
    <message>
      <source>virtio</source>
      <translation>virtio</translation>
    </message>
    <message>
      <source>virtual disk</source>
      <translation>仮想ディスク</translation>
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
      <source>where it runs (default: the first fit host)</source>
      <translation>VM を実行するホスト (デフォルト: 条件を満たす最初のホスト)</translation>
    </message>
    <message>
      <source>with --insert: the virtio-win ISO of this computer, for Windows</source>
      <translation>--insert とともに指定: Windows 用の、このコンピュータの virtio-win ISO</translation>
    </message>
    <message>
      <source>with --switch-to-virtio: how long the guest may stay silent before it is taken back</source>
      <translation>--switch-to-virtio とともに指定: ゲストの動作を確認できない場合に元に戻すまでの時間</translation>
    </message>
    <message>
      <source>works</source>
      <translation>成功</translation>
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
      <source>{able} of {all} can take part. The others are left out:</source>
      <translation>{all} 台のうち {able} 台で実行できます。残りは対象外です:</translation>
    </message>
    <message>
      <source>{attempt}: Virtdeck's tools disc for Linux is not on this computer.</source>
      <translation>{attempt}: Virtdeck の Linux 用ツール ISO がこのコンピュータにありません。</translation>
    </message>
    <message>
      <source>{attempt}: it has no CD drive, none can be added while it runs, and it is a temporary VM.</source>
      <translation>{attempt}: CD ドライブがなく、実行中は追加できません。また、一時的な VM のため次回の起動時にも追加できません。</translation>
    </message>
    <message>
      <source>{attempt}: its disk {disk} can't be deleted with it. {why}</source>
      <translation>{attempt}: ディスク {disk} を一緒に削除できません。{why}</translation>
    </message>
    <message>
      <source>{attempt}: its host has no storage repository.</source>
      <translation>{attempt}: ホストにストレージリポジトリがありません。</translation>
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
      <source>{attempt}: {disk} is not one of its disks.</source>
      <translation>{attempt}: {disk} はこの VM のディスクではありません。</translation>
    </message>
    <message>
      <source>{attempt}: {host} can't read the disc, and has no storage repository that it could be copied to.</source>
      <translation>{attempt}: {host} は ISO を読み取れず、コピー先にできるストレージリポジトリもありません。</translation>
    </message>
    <message>
      <source>{attempt}: {why}</source>
      <translation>{attempt}: {why}</translation>
    </message>
    <message>
      <source>{before} → {after}</source>
      <translation>{before} → {after}</translation>
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
      <source>{cpus} CPUs, {memory} of memory</source>
      <translation>CPU {cpus} 個、メモリ {memory}</translation>
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
      <source>{file} could not be read</source>
      <translation>{file} を読み取れませんでした</translation>
    </message>
    <message>
      <source>{file} could not be uploaded</source>
      <translation>{file} をアップロードできませんでした</translation>
    </message>
    <message>
      <source>{firmwares}, Secure Boot</source>
      <translation>{firmwares}、セキュアブート</translation>
    </message>
    <message>
      <source>{first}, and {n} more</source>
      <translation>{first}、ほか {n} 個</translation>
    </message>
    <message>
      <source>{free} free of {total}</source>
      <translation>空き {free} / {total}</translation>
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
      <source>{host} accepted the connection but did not answer within {seconds} s.</source>
      <translation>{host} は接続を受け付けましたが、{seconds} 秒以内に応答しませんでした。</translation>
    </message>
    <message>
      <source>{host} already has a VM with the name {name}.</source>
      <translation>{host} には {name} という名前の VM がすでにあります。</translation>
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
      <source>{host} does not speak TLS as libvirt does: {why}.</source>
      <translation>{host} は libvirt の TLS で通信できません: {why}。</translation>
    </message>
    <message>
      <source>{host} has no UEFI firmware for VMs (package ovmf): {os} gets BIOS.</source>
      <translation>{host} には VM 用の UEFI ファームウェア (パッケージ ovmf) がないため、{os} は BIOS を使用します。</translation>
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
      <source>{host} has no socket {path}.</source>
      <translation>{host} にソケット {path} がありません。</translation>
    </message>
    <message>
      <source>{host} has no storage repository that can take a disk.</source>
      <translation>{host} にディスクを作成できるストレージリポジトリがありません。</translation>
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
      <source>{host} is being connected.</source>
      <translation>{host} に接続しています。</translation>
    </message>
    <message>
      <source>{host} is connected already.</source>
      <translation>{host} にはすでに接続しています。</translation>
    </message>
    <message>
      <source>{host} is in the list already, as {name}.</source>
      <translation>{host} はすでに {name} として一覧にあります。</translation>
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
      <source>{host}: {reason}</source>
      <translation>{host}: {reason}</translation>
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
      <source>{machine}, {type} ({arch})</source>
      <translation>{machine}、{type} ({arch})</translation>
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
      <source>{name} could not be cleaned up: it is not proved that it is still the disk that Virtdeck made.</source>
      <translation>{name} をクリーンアップできませんでした: Virtdeck が作成したディスクのままであることを確認できません。</translation>
    </message>
    <message>
      <source>{name} could not be cleaned up: it is of an unknown kind.</source>
      <translation>{name} をクリーンアップできませんでした: 種類が不明です。</translation>
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
      <source>{name} could not be continued</source>
      <translation>{name} のポーズを解除できませんでした</translation>
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
      <source>{name} could not be forced off</source>
      <translation>{name} を強制シャットダウンできませんでした</translation>
    </message>
    <message>
      <source>{name} could not be forced to reboot</source>
      <translation>{name} を強制再起動できませんでした</translation>
    </message>
    <message>
      <source>{name} could not be paused</source>
      <translation>{name} をポーズできませんでした</translation>
    </message>
    <message>
      <source>{name} could not be rebooted</source>
      <translation>{name} を再起動できませんでした</translation>
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
      <source>{name} has its driver disk already.</source>
      <translation>{name} にはすでにドライバーディスクがあります。</translation>
    </message>
    <message>
      <source>{name} has no CD drive.</source>
      <translation>{name} には CD ドライブがありません。</translation>
    </message>
    <message>
      <source>{name} has no graphical display.</source>
      <translation>{name} にはグラフィカルディスプレイがありません。</translation>
    </message>
    <message>
      <source>{name} has no text console.</source>
      <translation>{name} にはテキストコンソールがありません。</translation>
    </message>
    <message>
      <source>{name} has not shown a storage driver yet: install the drivers from the tools disc.</source>
      <translation>{name} のストレージドライバーがまだ確認されていません。ツール ISO からドライバーをインストールしてください。</translation>
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
      <source>{name} is a temporary VM: libvirt keeps no saved state of it.</source>
      <translation>{name} は一時的な VM のため、保存された状態を libvirt に残すことはできません。</translation>
    </message>
    <message>
      <source>{name} is a temporary VM: when it is off, its definition is gone.</source>
      <translation>{name} は一時的な VM です。停止すると定義が失われます。</translation>
    </message>
    <message>
      <source>{name} is cut off like a machine that loses its power. What it has not written yet is lost.</source>
      <translation>{name} は電源を失ったマシンのように停止します。まだ書き込まれていないデータは失われます。</translation>
    </message>
    <message>
      <source>{name} is not active.</source>
      <translation>{name} はアクティブではありません。</translation>
    </message>
    <message>
      <source>{name} is not running.</source>
      <translation>{name} は実行されていません。</translation>
    </message>
    <message>
      <source>{name} is off: its management agent can't be waited for.</source>
      <translation>{name} は停止しているため、管理エージェントを待つことができません。</translation>
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
      <source>{name} is running.</source>
      <translation>{name} は実行中です。</translation>
    </message>
    <message>
      <source>{name} is shutting down.</source>
      <translation>{name} はシャットダウン中です。</translation>
    </message>
    <message>
      <source>{name} is suspended.</source>
      <translation>{name} は一時停止中です。</translation>
    </message>
    <message>
      <source>{name} is switched when it is shut down and started again.</source>
      <translation>{name} は、シャットダウンして起動し直すと切り替わります。</translation>
    </message>
    <message>
      <source>{name} needs no driver disk: only Windows loads its storage driver when it sees a disk.</source>
      <translation>{name} にドライバーディスクは不要です。ディスクの検出時にストレージドライバーを読み込むのは Windows のみです。</translation>
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
      <source>{name} was started and crashed at once.</source>
      <translation>{name} は起動しましたが、すぐにクラッシュしました。</translation>
    </message>
    <message>
      <source>{name} was started and is off again.</source>
      <translation>{name} は起動しましたが、すぐに停止しました。</translation>
    </message>
    <message>
      <source>{name} – Console</source>
      <translation>{name} – コンソール</translation>
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
      <source>{n} days ago</source>
      <translation>{n} 日前</translation>
    </message>
    <message>
      <source>{n} failed</source>
      <translation>失敗 {n} 件</translation>
    </message>
    <message>
      <source>{n} hours ago</source>
      <translation>{n} 時間前</translation>
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
      <source>{n} objects</source>
      <translation>{n} 個のオブジェクト</translation>
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
      <source>{program} failed with exit status {status}.</source>
      <translation>{program} が失敗しました (終了ステータス {status})。</translation>
    </message>
    <message>
      <source>{program} failed: {why}</source>
      <translation>{program} が失敗しました: {why}</translation>
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
      <source>{remedy} ({count})</source>
      <translation>{remedy} ({count})</translation>
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
      <source>{running} of {total} running</source>
      <translation>{running} / {total} 実行中</translation>
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
      <source>{size}, {bus}, copied from the template into {repository}</source>
      <translation>{size}、{bus}、テンプレートから {repository} にコピー</translation>
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
      <source>{sockets} sockets with {cores} cores each</source>
      <translation>{sockets} ソケット (各 {cores} コア)</translation>
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
      <source>{state} when last seen</source>
      <translation>{state} (最終確認時)</translation>
    </message>
    <message>
      <source>{state}, installing</source>
      <translation>{state}、インストール中</translation>
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
      <source>{user} is not allowed to use libvirt on {host}.</source>
      <translation>{user} は {host} の libvirt を使用する権限がありません。</translation>
    </message>
    <message>
      <source>{user} may use it.</source>
      <translation>{user} は使用を許可されています。</translation>
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
      <source>“virtdeckctl host-list” shows them.</source>
      <translation>「virtdeckctl host-list」で一覧を表示できます。</translation>
    </message>
    <message>
      <source>“virtdeckctl leftover-list” shows what is left.</source>
      <translation>「virtdeckctl leftover-list」で一覧を表示できます。</translation>
    </message>
    <message>
      <source>“virtdeckctl template-list” shows them.</source>
      <translation>「virtdeckctl template-list」で一覧を表示できます。</translation>
    </message>
    <message>
      <source>“{address}” is not a host name or an IP address.</source>
      <translation>「{address}」はホスト名または IP アドレスではありません。</translation>
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
      <source>“{word}” is not a kind of host that Virtdeck knows (qemu, xen, test, lxc, bhyve).</source>
      <translation>「{word}」は Virtdeck が対応しているホストの種類 (qemu、xen、test、lxc、bhyve) ではありません。</translation>
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
