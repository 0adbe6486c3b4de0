"""What we know of operating systems: libosinfo, built-in templates, guest tools, unattended installation."""
