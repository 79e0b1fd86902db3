"""Stand-ins for outside systems: a process of its own that speaks their real protocols over real sockets."""
