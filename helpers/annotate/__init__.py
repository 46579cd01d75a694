"""Texts in, tables of annotations out."""
