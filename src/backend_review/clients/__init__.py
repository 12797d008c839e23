"""What else leaves the process: requests to other services, files, calls that block."""
