"""Elections as arithmetic: papers to a count, a count to those elected, and the days of one."""
