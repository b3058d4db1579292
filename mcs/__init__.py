"""Marseille Connection Sud: the place where a neighbourhood finds, asks and helps."""
