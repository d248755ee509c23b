//! The words of many bills in one file, so that a search need not read them all: it reads those that have a place.
//!
//! ```text
//! billdiff-index 1\n
//! for each bill: its words, in order, four bytes each (little-endian): which word of the list
//! the contents, as JSON: what it was made with, every file (size, time, who it is, where its words stand), the list of words
//! where the contents begin (8 bytes), their check (8 bytes), "end\n"
//! ```
//!
//! A search by it runs over the same words as one over the files, so it finds the same.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::passages::Passages;
use super::words::{UNKNOWN, hash_of, split};
use crate::bill::{Bill, BillType, Format, FrontMatter, VersionCode};
use crate::matching::words::{Token, plain_form};

const HEAD: &[u8] = b"billdiff-index 1\n";
const END: &[u8] = b"end\n";
/// Bytes after the contents.
const TAIL: u64 = 8 + 8 + END.len() as u64;

/// Why an index cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    #[error("it cannot be read ({0})")]
    Read(#[from] io::Error),
    #[error("it is no index of billdiff, or one of another release's form")]
    Unknown,
    #[error("it is damaged")]
    Damaged,
    #[error("it was made with other options or by another release")]
    Other,
}

/// What a file was when it was indexed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    pub path: String,
    size: u64,
    /// Nanoseconds since 1970; none where the system does not tell.
    modified: Option<u64>,
    /// None of a file that is no bill.
    bill: Option<Known>,
}

/// A bill of the index.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Known {
    format: String,
    congress: Option<u16>,
    kind: Option<String>,
    number: Option<u32>,
    version: Option<String>,
    date: Option<String>,
    fragment: bool,
    /// Where its words begin, and how many there are.
    at: u64,
    words: u64,
    check: u64,
}

#[derive(Debug, Serialize, Deserialize)]
struct Contents {
    made_with: String,
    files: Vec<Entry>,
    words: Vec<String>,
}

/// The words of one bill, numbered for itself.
#[derive(Debug, Default)]
pub struct OwnWords {
    ids: Vec<u32>,
    forms: Vec<String>,
}

impl OwnWords {
    /// As a search would read them.
    pub fn of(bill: &Bill) -> Self {
        let mut own = Self::default();
        let mut seen: FxHashMap<&str, Option<u32>> = FxHashMap::default();
        let mut known: FxHashMap<String, u32> = FxHashMap::default();
        for (_, word) in split(&bill.text) {
            let id = *seen.entry(word).or_insert_with(|| {
                let form = plain_form(word);
                (!form.is_empty()).then(|| {
                    let next = known.len() as u32;
                    *known.entry(form).or_insert(next)
                })
            });
            own.ids.extend(id);
        }
        own.forms = vec![String::new(); known.len()];
        known.into_iter().for_each(|(form, id)| own.forms[id as usize] = form);
        own
    }
}

/// Size and time of a file as it is now.
fn state(path: &Path) -> io::Result<(u64, Option<u64>)> {
    let metadata = std::fs::metadata(path)?;
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Ok((metadata.len(), modified.and_then(|time| u64::try_from(time.as_nanos()).ok())))
}

/// An index that is being made.
pub struct Maker<W> {
    out: W,
    at: u64,
    known: FxHashMap<String, u32>,
    contents: Contents,
}

impl<W: Write> Maker<W> {
    /// Begins it. `made_with` are the options that change what is read.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn new(mut out: W, made_with: &str) -> io::Result<Self> {
        out.write_all(HEAD)?;
        let contents = Contents { made_with: made_with.to_owned(), files: Vec::new(), words: Vec::new() };
        Ok(Self { out, at: HEAD.len() as u64, known: FxHashMap::default(), contents })
    }

    /// Adds a file: a bill with its words, or none.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn add(&mut self, path: &Path, bill: Option<(&FrontMatter, &OwnWords)>) -> io::Result<()> {
        // What is no file, as what git holds, is read for every search.
        let Ok((size, modified)) = state(path) else { return Ok(()) };
        let bill = bill.map(|(front, words)| self.words(front, words)).transpose()?;
        self.contents.files.push(Entry { path: path.display().to_string(), size, modified, bill });
        Ok(())
    }

    fn words(&mut self, front: &FrontMatter, own: &OwnWords) -> io::Result<Known> {
        let list = &mut self.contents.words;
        let mut global = |form: &String| {
            *self.known.entry(form.clone()).or_insert_with(|| {
                list.push(form.clone());
                list.len() as u32 - 1
            })
        };
        let global: Vec<u32> = own.forms.iter().map(&mut global).collect();
        let bytes: Vec<u8> = own.ids.iter().flat_map(|id| global[*id as usize].to_le_bytes()).collect();
        self.out.write_all(&bytes)?;
        let at = self.at;
        self.at += bytes.len() as u64;
        Ok(Known {
            format: front.format.name().to_owned(),
            congress: front.congress,
            kind: front.bill_type.map(|kind| kind.code().to_owned()),
            number: front.number,
            version: front.version.as_ref().map(|code| code.as_str().to_owned()),
            date: front.date.clone(),
            fragment: front.fragment,
            at,
            words: own.ids.len() as u64,
            check: hash_of(&bytes),
        })
    }

    /// Ends it; how many files it has.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(mut self) -> io::Result<usize> {
        let contents = serde_json::to_vec(&self.contents)?;
        self.out.write_all(&contents)?;
        self.out.write_all(&self.at.to_le_bytes())?;
        self.out.write_all(&hash_of(&contents).to_le_bytes())?;
        self.out.write_all(END)?;
        self.out.flush()?;
        Ok(self.contents.files.len())
    }
}

/// An index that is there.
#[derive(Debug)]
pub struct Index {
    file: Mutex<File>,
    files: FxHashMap<String, Entry>,
    /// The passages' number of each word of the list.
    tokens: Vec<Token>,
}

/// What an index says of a file.
#[derive(Debug)]
pub enum Indexed {
    /// It is as it was, and is no bill.
    NoBill,
    /// It is as it was: who it is, its words.
    Bill(Box<FrontMatter>, Vec<Token>),
    /// It is not in the index, or was changed since.
    Unknown,
}

impl Index {
    /// Opens it for a search.
    ///
    /// # Errors
    /// It is none, or damaged, or made with other options.
    pub fn open(path: &Path, made_with: &str, passages: &Passages) -> Result<Self, IndexError> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut head = vec![0; HEAD.len()];
        if file.read_exact(&mut head).is_err() || head != HEAD {
            return Err(IndexError::Unknown);
        }
        if length < HEAD.len() as u64 + TAIL {
            return Err(IndexError::Damaged);
        }
        let mut tail = [0; TAIL as usize];
        file.seek(SeekFrom::Start(length - TAIL))?;
        file.read_exact(&mut tail)?;
        let number = |at: usize| u64::from_le_bytes(tail[at..at + 8].try_into().unwrap_or_default());
        let (at, check) = (number(0), number(8));
        if &tail[16..] != END || at > length - TAIL {
            return Err(IndexError::Damaged);
        }
        let mut contents = Vec::new();
        file.seek(SeekFrom::Start(at))?;
        (&mut file).take(length - TAIL - at).read_to_end(&mut contents)?;
        if hash_of(&contents) != check {
            return Err(IndexError::Damaged);
        }
        let contents: Contents = serde_json::from_slice(&contents).map_err(|_| IndexError::Damaged)?;
        if contents.made_with != made_with {
            return Err(IndexError::Other);
        }
        let tokens = contents.words.iter().map(|word| passages.vocabulary.token(word)).collect();
        let files = contents.files.into_iter().map(|entry| (entry.path.clone(), entry)).collect();
        Ok(Self { file: Mutex::new(file), files, tokens })
    }

    /// What it says of a file.
    ///
    /// # Errors
    /// The index is damaged, or can no longer be read.
    pub fn of(&self, path: &Path) -> Result<Indexed, IndexError> {
        let entry = self.files.get(&path.display().to_string());
        let now = state(path).ok();
        let same = |entry: &&Entry| entry.modified.is_some() && now == Some((entry.size, entry.modified));
        let Some(entry) = entry.filter(same) else { return Ok(Indexed::Unknown) };
        let Some(known) = &entry.bill else { return Ok(Indexed::NoBill) };
        let mut bytes = Vec::new();
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(known.at))?;
            (&mut *file).take(known.words.saturating_mul(4)).read_to_end(&mut bytes)?;
        }
        if hash_of(&bytes) != known.check {
            return Err(IndexError::Damaged);
        }
        let id = |four: &[u8]| u32::from_le_bytes(four.try_into().unwrap_or_default());
        let token = |four: &[u8]| self.tokens.get(id(four) as usize).copied().unwrap_or(UNKNOWN);
        Ok(Indexed::Bill(Box::new(known.front()), bytes.chunks_exact(4).map(token).collect()))
    }
}

impl Known {
    fn front(&self) -> FrontMatter {
        let kind = self.kind.as_ref().and_then(|code| BillType::parse_citation(&format!("{code}1")));
        FrontMatter {
            congress: self.congress,
            bill_type: kind.map(|(kind, _)| kind),
            number: self.number,
            version: self.version.as_ref().and_then(|code| VersionCode::parse(code)),
            date: self.date.clone(),
            fragment: self.fragment,
            ..FrontMatter::new(Format::parse(&self.format).unwrap_or(Format::Passage))
        }
    }
}
