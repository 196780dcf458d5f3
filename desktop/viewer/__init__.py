"""Looking at one photo, or two: zoom, information, film strip, slide show, why it is an answer."""
