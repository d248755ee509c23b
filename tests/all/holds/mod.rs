//! What must hold of any report and every form of it: each function returns its complaints, so that one run over
//! many drafts tells them all. The tests ask it of fixtures and real bills, the fuzzer of whatever it makes up.

#[cfg(feature = "docx")]
pub mod document;
pub mod drafts;
pub mod gfm;
pub mod page;
pub mod terminal;
