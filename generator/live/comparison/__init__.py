"""What is declared beside what is there: how both are read, and how they are told apart."""
