//! GPO text.
