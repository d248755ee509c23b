pub mod bill;
pub mod read;
