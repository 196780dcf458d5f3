"""What all pages are made of: colours, icons, words, threads, small widgets."""
