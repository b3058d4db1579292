"""Posts, answers, the recommendations they leave behind, and what members do besides."""

from mcs.board.models.comment import Comment, CommentQuerySet, CommentRevision
from mcs.board.models.marks import FeedVisit, Follow, Thanks, TradeFollow
from mcs.board.models.post import Post, PostPhoto, PostQuerySet, PostRevision
from mcs.board.models.recommendation import Recommendation, RecommendationQuerySet, RecommendationRevision
from mcs.board.models.reply import Reply

__all__ = [
    "Comment",
    "CommentQuerySet",
    "CommentRevision",
    "FeedVisit",
    "Follow",
    "Post",
    "PostPhoto",
    "PostQuerySet",
    "PostRevision",
    "Recommendation",
    "RecommendationQuerySet",
    "RecommendationRevision",
    "Reply",
    "Thanks",
    "TradeFollow",
]
