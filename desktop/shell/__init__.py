"""What holds the window together: pages, menus, keys, what is remembered, one instance."""
