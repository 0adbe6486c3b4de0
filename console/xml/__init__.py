"""libvirt XML to model and back; edits keep every node they do not own."""
