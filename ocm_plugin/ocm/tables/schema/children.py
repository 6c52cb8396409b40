"""Fields of the tables of comments and of photos: many to one station by `ocm_id`, present when asked for."""

from __future__ import annotations

from .field import Field

_OCM_ID = Field("ocm_id", "int64", "", "OCM id", "Number of the site it belongs to.", "ID", "", path="station.id")

COMMENT_FIELDS = (
    Field(
        "comment_id",
        "int64",
        "",
        "Comment id",
        "Number of the comment; the key.",
        "UserComments[].ID",
        "",
        path="comment.id",
    ),
    _OCM_ID,
    Field(
        "comment_type_id",
        "int",
        "",
        "Kind id",
        "Number of the kind of comment.",
        "CommentTypeID",
        "",
        path="comment.type_id",
    ),
    Field("comment_type", "text", "", "Kind", "Kind of comment.", "CommentTypeID through the reference data", ""),
    Field(
        "user_name",
        "text",
        "",
        "User",
        "Name of the user.",
        "UserName",
        "Personal data: do not publish needlessly.",
        path="comment.user",
    ),
    Field(
        "comment_text",
        "text",
        "",
        "Comment",
        "What the user wrote.",
        "Comment",
        "Free text of a user.",
        path="comment.text",
    ),
    Field("rating", "int", "", "Rating", "1 (worst) to 5 (best).", "Rating", "", path="comment.rating"),
    Field(
        "checkin_id",
        "int",
        "",
        "Check-in id",
        "Number of the check-in status.",
        "CheckinStatusTypeID",
        "",
        path="comment.checkin_id",
    ),
    Field("checkin", "text", "", "Check-in", "Result of the visit.", "CheckinStatusTypeID", ""),
    Field(
        "checkin_positive",
        "bool",
        "",
        "Check-in good",
        "Whether the visit was a success.",
        "IsPositive of the check-in status in the reference data",
        "NULL without a visit.",
    ),
    Field(
        "created", "datetime", "", "Written at", "Time of the comment, UTC.", "DateCreated", "", path="comment.created"
    ),
    Field(
        "related_url",
        "text",
        "",
        "Link",
        "Web address the user gave.",
        "RelatedURL",
        "Check before opening.",
        path="comment.related_url",
    ),
)

MEDIA_FIELDS = (
    Field(
        "media_id",
        "int64",
        "",
        "Photo id",
        "Number of the photo or video; the key.",
        "MediaItems[].ID",
        "",
        path="item.id",
    ),
    _OCM_ID,
    Field("media_url", "text", "", "Address", "Web address of the photo or video.", "ItemURL", "", path="item.url"),
    Field(
        "thumbnail_url",
        "text",
        "",
        "Small picture",
        "Web address of a small picture.",
        "ItemThumbnailURL",
        "",
        path="item.thumbnail_url",
    ),
    Field(
        "caption",
        "text",
        "",
        "Caption",
        "What the user wrote.",
        "MediaItems[].Comment",
        "Free text of a user.",
        path="item.comment",
    ),
    Field(
        "user_name",
        "text",
        "",
        "User",
        "Who took it.",
        "MediaItems[].User",
        "Name it: photos are CC BY-SA 4.0.",
        path="item.user",
    ),
    Field("created", "datetime", "", "Added at", "Time it was added, UTC.", "DateCreated", "", path="item.created"),
    Field("is_video", "bool", "", "Video", "Whether it is a video.", "IsVideo", "", path="item.is_video"),
)
