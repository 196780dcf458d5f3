"""What leaves the window: copies, other programs, paper, the trash."""
