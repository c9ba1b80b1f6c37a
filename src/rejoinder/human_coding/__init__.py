"""What people code, as they write it: files of coding, and the rows of coding sheets."""
