//! Parses arguments, runs, and maps the result to an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (cmd, path) = (args.next().unwrap(), args.next().unwrap());
    match billdiff::read::read_path(path.as_ref(), &Default::default()) {
        Ok(bill) => {
            if cmd == "text" { print!("{}", bill.canonical_text()); }
            else { println!("{:?} {:?} {}", bill.front, bill.notes, bill.section_count());
              for (i,p) in bill.provisions.iter().enumerate() { println!("{} {:?}{}{} {} {}:{}", i, p.level, if p.unit {" U"} else {""}, if p.quoted {" q"} else {""}, bill.cite(i as u32), p.place.line,p.place.column); } }
            ExitCode::SUCCESS
        }
        Err(e) => { eprintln!("{e}"); ExitCode::from(2) }
    }
}
