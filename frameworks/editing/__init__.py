"""The admin's desk of frameworks: drafts of editions, and every way of changing one."""
