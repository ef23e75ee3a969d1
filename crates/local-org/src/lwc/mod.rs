//! Lightning web components: those of the sources, and what the platform gives to them.
//!
//! The platform compiles components when they are deployed; this org is given them compiled (`--lwc`), with the
//! address of every module that they import:
//!
//! | import in the source          | address, for a component of the namespace `ns`         |
//! | ----------------------------- | ------------------------------------------------------- |
//! | `lwc`                         | `/lwc/engine.js`                                        |
//! | `c/other`                     | `/lwc/<ns>/other.js`                                    |
//! | `lightning/...`               | `/lwc/lightning/....js`, in `assets/lightning`          |
//! | `@salesforce/apex/Class.name` | `/lwc/<ns>/@salesforce/apex/Class.name.js`              |
//! | `@salesforce/label/c.Name`    | `/lwc/<ns>/@salesforce/label/c.Name.js`                 |
//!
//! `c` stands for no namespace. What is posted to the address of an Apex method calls it.

pub mod bundle;
pub mod call;
pub mod module;
pub mod route;

pub use bundle::{Bundle, Bundles, Property};
