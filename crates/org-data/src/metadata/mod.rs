//! Source-format metadata: what the files say, before it becomes a schema.

pub mod tree;
