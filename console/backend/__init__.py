"""The only importer of libvirt: connections, workers, events to deltas, volumes and streams, ssh, programs."""
