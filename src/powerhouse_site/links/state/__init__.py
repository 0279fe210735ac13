"""What earlier runs saw, and what fails a run."""
