pub mod auth_after_existing;
pub mod auth_before;
pub mod page_after;
pub mod page_before;
pub mod split_after;
pub mod split_before;
