"""One file a schema version; each stands alone and is never changed once released."""
