"""A physical machine becomes a VM (guide §3.1): looked at, reviewed, copied, converted. The source is only ever read."""
