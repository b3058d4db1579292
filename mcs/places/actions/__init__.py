"""What changes of the ground: districts, their outlines, streets. All can be repeated without harm."""

from mcs.places.actions.districts import load_districts
from mcs.places.actions.loading import Loading, UnreadableFileError
from mcs.places.actions.own import load_places
from mcs.places.actions.streets import load_streets

__all__ = ["Loading", "UnreadableFileError", "load_districts", "load_places", "load_streets"]
