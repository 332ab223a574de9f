//! The layers that every pipeline knows.

pub(crate) mod entities;
pub(crate) mod form;
pub(crate) mod labels;
pub(crate) mod metadata;
pub(crate) mod sentences;
pub(crate) mod summary;
pub(crate) mod tokens;
