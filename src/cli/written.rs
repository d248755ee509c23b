//! The file of `-o`: written beside its place and put there at once, so that a full disk or a crash leaves the file
//! that was there before, whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::Failure;

/// A file that is being written. Dropped before [`finish`](Self::finish) it was never there.
pub struct Written {
    /// As it was named, for errors.
    name: String,
    /// Where it will be.
    target: PathBuf,
    /// Where it is until then; none where there is nothing to be put in place of.
    sibling: Option<PathBuf>,
    file: BufWriter<File>,
}

impl Written {
    /// Opens a file to be written.
    ///
    /// # Errors
    /// Neither it nor one beside it can be made.
    pub fn new(path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        match open(path) {
            Ok((target, sibling, file)) => Ok(Self { name, target, sibling, file: BufWriter::new(file) }),
            Err(error) => Err(Failure::Write { path: name, error }),
        }
    }

    pub fn write(&mut self, part: &[u8]) -> Result<(), Failure> {
        self.file.write_all(part).map_err(|error| self.failed(error))
    }

    /// Puts it in its place.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.put_in_place().map_err(|error| self.failed(error))
    }

    fn put_in_place(&mut self) -> io::Result<()> {
        self.file.flush()?;
        let Some(sibling) = &self.sibling else { return Ok(()) };
        // A disk may say only now that it is full.
        self.file.get_ref().sync_all()?;
        fs::rename(sibling, &self.target)?;
        self.sibling = None;
        Ok(())
    }

    fn failed(&self, error: io::Error) -> Failure {
        Failure::Write { path: self.name.clone(), error }
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        if let Some(sibling) = &self.sibling {
            // Nothing more can be done.
            let _ = fs::remove_file(sibling);
        }
    }
}

/// Writes a whole file.
pub fn write(path: &Path, told: &[u8]) -> Result<(), Failure> {
    let mut file = Written::new(path)?;
    file.write(told)?;
    file.finish()
}

/// Where the file will be, the one beside it, and that one opened. What is no plain file (a pipe, a device, a link to
/// nothing), and what stands in a folder where no other can be made, is written itself.
fn open(path: &Path) -> io::Result<(PathBuf, Option<PathBuf>, File)> {
    let itself = || File::create(path).map(|file| (path.to_owned(), None, file));
    let (target, before) = match fs::metadata(path) {
        Ok(before) if before.is_file() => (fs::canonicalize(path)?, Some(before)),
        Err(error) if error.kind() == ErrorKind::NotFound && fs::symlink_metadata(path).is_err() => {
            (path.to_owned(), None)
        }
        _ => return itself(),
    };
    if before.as_ref().is_some_and(|before| before.permissions().readonly()) {
        // It is said as of any file that may not be written; a rename would not have asked.
        return itself();
    }
    let sibling = beside(&target);
    let file = match File::create_new(&sibling) {
        Ok(file) => file,
        Err(_) if before.is_some() => return itself(),
        Err(error) => return Err(error),
    };
    if let Some(before) = before {
        // Who could read the old file can read the new one; where rights cannot be set it has the usual ones.
        let _ = file.set_permissions(before.permissions());
    }
    Ok((target, Some(sibling), file))
}

/// `.changes.html.4711.part` of `changes.html`, in the same folder: only there a rename is a change of a name.
fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let short: String = name.chars().take(60).collect();
    target.with_file_name(format!(".{short}.{}.part", std::process::id()))
}
