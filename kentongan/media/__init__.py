"""Pictures and videos: checked, stripped, served."""
