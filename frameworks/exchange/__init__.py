"""Frameworks taken out of the site and into it, in our own formats and in those of others.

Every format reads to and writes from a FrameworkPack (frameworks.packs). formats.py knows them all.
"""
