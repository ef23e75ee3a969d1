//! Setup: the pages on which an administrator changes the org. Plain forms; what is changed is kept with the org's data.

pub mod app_builder;
pub mod apps;
pub mod assignments;
pub mod chatter;
pub mod field;
pub mod form;
pub mod home;
pub mod home_layouts;
pub mod layout_editor;
pub mod layouts;
pub mod metadata_record;
pub mod metadata_type;
pub mod metadata_types;
pub mod packages;
pub mod permission_sets;
pub mod route;
pub mod rows;
pub mod template_form;
pub mod templates;
pub mod user_interface;
pub mod utilities;
pub mod visit;

pub use metadata_type::MetadataTypes;
