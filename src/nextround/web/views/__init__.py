"""One file a page: own object or 404, form, one desk call, page or partial."""
