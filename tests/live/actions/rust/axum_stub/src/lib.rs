pub mod after;
pub mod before;
