"""What services are: workloads, their pods, roles, storage, and how they are reached."""
