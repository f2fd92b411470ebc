//! Is the state of several services that share code, after changes of any files, the state of opening what is there?

use crate::random::Numbers;
use crate::session::{opened, settle, shown, write};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use wayline::engine::{FileChange, Session};

/// Two applications that share a package of routers, one of them mounted in the other; tests of both and a client.
const FILES: [(&str, &str); 15] = [
    ("wayline.toml", "profile = 'all'\n"),
    ("admin/__init__.py", ""),
    ("jobs/__init__.py", ""),
    ("shared/__init__.py", "from .items import router as item_router\n"),
    (
        "shared/deps.py",
        "from fastapi import Depends\nfrom fastapi.security import OAuth2PasswordBearer\n\n\
         scheme = OAuth2PasswordBearer(tokenUrl='token')\n\n\n\
         def user(token: str = Depends(scheme)):\n    return token\n",
    ),
    (
        "shared/factory.py",
        "from fastapi import FastAPI\n\n\ndef create(title, routers=()):\n    made = FastAPI(title=title)\n    \
         for router in routers:\n        made.include_router(router, prefix=f'/{title}')\n    return made\n",
    ),
    (
        "shared/items.py",
        "from fastapi import APIRouter, Depends\nfrom .deps import user\n\nrouter = APIRouter(prefix='/items')\n\n\n\
         @router.get('/{item_id}')\ndef read(item_id: int, who=Depends(user)):\n    value = item_id + 1\n    return {'value': value}\n\n\n\
         @router.delete('/{item_id}', status_code=204)\ndef drop(item_id: int): ...\n",
    ),
    (
        "shared/users.py",
        "from fastapi import APIRouter\n\nusers = APIRouter(prefix='/users')\n\n\n@users.get('/me')\ndef me(): ...\n",
    ),
    ("shop/__init__.py", ""),
    (
        "shop/main.py",
        "from fastapi import FastAPI\nfrom shared import item_router\nfrom shared.users import users\nfrom admin.main import app as admin\n\n\
         app = FastAPI()\napp.include_router(item_router, prefix='/api')\napp.include_router(users)\napp.mount('/admin', admin)\n\n\n\
         @app.get('/health')\ndef health():\n    return {'self': app.url_path_for('read', item_id=1)}\n",
    ),
    (
        "admin/main.py",
        "from shared import factory\nfrom shared.items import router\nfrom shared.users import users\n\n\
         app = factory.create('admin', [router, users])\n\n\n@app.get('/stats')\ndef stats(): ...\n",
    ),
    ("jobs/main.py", "from fastapi import FastAPI\n\nworker = FastAPI()\n\n\n@worker.post('/run')\ndef run(): ...\n"),
    (
        "tests/test_shop.py",
        "from fastapi.testclient import TestClient\nfrom shop.main import app\n\nclient = TestClient(app)\n\n\n\
         def test_read():\n    assert client.get('/api/items/1').status_code == 401\n\n\n\
         def test_admin():\n    assert client.get('/admin/stats').json() is None\n",
    ),
    (
        "tests/test_admin.py",
        "from fastapi.testclient import TestClient\nfrom admin.main import app\n\n\n\
         def test_stats():\n    client = TestClient(app)\n    assert client.get('/stats').json() is None\n    \
         assert client.get('/admin/users/me').json() is None\n",
    ),
    ("scripts/client.py", "import httpx\n\n\ndef read():\n    return httpx.get('http://localhost/api/items/1')\n"),
];

/// Files that come and go besides.
const OTHERS: [(&str, &str); 5] = [
    ("shared/users/__init__.py", "from fastapi import APIRouter\n\nusers = APIRouter(prefix='/people')\n"),
    ("shared/items/__init__.py", "from shared.users import users as router\n"),
    (
        "extra.py",
        "from fastapi import FastAPI\nfrom shop.main import app as shop\n\nextra = FastAPI()\nextra.mount('/shop', shop)\n",
    ),
    ("jobs/shared.py", "from shared.users import users\n"),
    ("requirements.txt", "fastapi==0.115.14\n"),
];

/// Lines that mean something somewhere.
const LINES: [&str; 14] = [
    "app.include_router(users, prefix='/more')\n",
    "from shared.users import users\n",
    "from shared import item_router as users\n",
    "users = router\n",
    "app = factory.create('other', [router])\n",
    "app.mount('/again', app)\n",
    "@app.get('/items/{x}')\ndef again(item_id): ...\n",
    "@router.get('/late')\ndef late(): ...\n",
    "@users.get('/{who}')\ndef who(): ...\n",
    "if unknown:\n    app = None\n",
    "# 404, see @app.get and include_router\n",
    "    return HTTPException(404)\n",
    "    yield\n",
    "def broken(:\n",
];
const PIECES: [&str; 8] = ["", "x", "\n", "(", "'", "é😀", "router", "app"];

/// What an editor and the disk have of each file, and the session that is told of it.
struct Desk {
    root: TempDir,
    session: Session,
    disk: BTreeMap<String, String>,
    open: BTreeMap<String, String>,
    said: Vec<String>,
}

impl Desk {
    fn new() -> Desk {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join(".git")).unwrap();
        FILES.iter().for_each(|(path, text)| write(root.path(), path, text));
        let mut session = Session::new(root.path().to_owned());
        settle(&mut session);
        let disk = FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        Desk { root, session, disk, open: BTreeMap::new(), said: Vec::new() }
    }

    fn text(&self, path: &str) -> Option<&String> {
        self.open.get(path).or_else(|| self.disk.get(path))
    }

    fn tell(&mut self, what: &str, change: &FileChange) {
        let path = match change {
            FileChange::Text(path, _) | FileChange::Closed(path) | FileChange::Disk(path) => path.as_str(),
            FileChange::Folder => "",
        };
        self.said.push(format!("{what} {path}"));
        self.session.change(change);
    }

    /// The document is open and has this text now.
    fn edit(&mut self, path: &str, text: String) {
        let change = FileChange::Text(path.to_owned(), Arc::from(text.as_str()));
        self.open.insert(path.to_owned(), text);
        self.tell("edit", &change);
    }

    fn save(&mut self, path: &str, text: String) {
        write(self.root.path(), path, &text);
        self.disk.insert(path.to_owned(), text);
        self.tell("save", &FileChange::Disk(path.to_owned()));
    }

    fn delete(&mut self, path: &str) {
        if self.disk.remove(path).is_some() {
            fs::remove_file(self.root.path().join(path)).unwrap();
            self.tell("delete", &FileChange::Disk(path.to_owned()));
        }
    }

    fn close(&mut self, path: &str) {
        if self.open.remove(path).is_some() {
            self.tell("close", &FileChange::Closed(path.to_owned()));
        }
    }

    /// Saves what is open, and compares with opening the folder.
    fn assert_as_opened(&mut self, context: &str) {
        for (path, text) in self.open.clone() {
            if self.disk.get(&path) != Some(&text) {
                self.save(&path, text);
            }
        }
        let (now, fresh) = (shown(&settle(&mut self.session)), opened(&self.root));
        let missing: Vec<_> = fresh.iter().filter(|line| !now.contains(line)).collect();
        let surplus: Vec<_> = now.iter().filter(|line| !fresh.contains(line)).collect();
        assert!(
            now == fresh,
            "{context}: missing {missing:#?}\nsurplus {surplus:#?}\nafter {:#?}\nof {:#?}",
            self.said,
            self.disk
        );
    }

    fn step(&mut self, numbers: &mut Numbers) {
        let all: Vec<(&str, &str)> = FILES.iter().chain(&OTHERS).copied().collect();
        let (path, original) = all[numbers.below(all.len())];
        if path == "wayline.toml" {
            return;
        }
        let now = self.text(path).cloned();
        match (numbers.below(12), now) {
            (0, _) => self.delete(path),
            (1, _) => self.close(path),
            (2 | 3, _) | (_, None) => self.save_or_edit(numbers, path, original.to_owned()),
            (4, Some(now)) => self.save_or_edit(numbers, path, now.replace("router", "users")),
            (5, Some(now)) => {
                let other = self.text(all[numbers.below(all.len())].0).cloned().unwrap_or(now);
                self.save_or_edit(numbers, path, other);
            }
            (6 | 7, Some(mut now)) => {
                numbers.replace(&mut now, 8, &PIECES);
                self.save_or_edit(numbers, path, now);
            }
            (_, Some(now)) => {
                let mut lines: Vec<&str> = now.split_inclusive('\n').collect();
                let at = numbers.below(lines.len() + 1);
                match numbers.below(3) {
                    0 if at < lines.len() => drop(lines.remove(at)),
                    _ => lines.insert(at, LINES[numbers.below(LINES.len())]),
                }
                self.save_or_edit(numbers, path, lines.concat());
            }
        }
    }

    fn save_or_edit(&mut self, numbers: &mut Numbers, path: &str, text: String) {
        // A file and a folder of one name: whoever comes second has to wait.
        let module = path.strip_suffix("/__init__.py");
        let is_python = Path::new(path).extension().is_some_and(|extension| extension == "py");
        let is_document = is_python && (self.open.contains_key(path) || numbers.below(2) == 0);
        if module.is_some() && !self.disk.contains_key(path) || !is_document {
            self.save(path, text);
        } else {
            self.edit(path, text);
        }
    }
}

/// Begins to settle, and has no patience: what comes next interrupts it after some microseconds.
fn interrupt(session: &mut Session, microseconds: usize) {
    let interrupt = session.interrupt().clone();
    let newer = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_micros(microseconds as u64));
        interrupt.set();
    });
    let settled = session.settle_unless_interrupted(&|_| {});
    newer.join().unwrap();
    session.interrupt().clear();
    settled.unwrap();
}

fn play(seed: u64, steps: usize) {
    let mut desk = Desk::new();
    let mut numbers = Numbers(seed);
    for step in 0..steps {
        desk.step(&mut numbers);
        match numbers.below(4) {
            0 => drop(settle(&mut desk.session)),
            1 => interrupt(&mut desk.session, numbers.below(3_000)),
            _ => {}
        }
        if step % 6 == 5 {
            desk.assert_as_opened(&format!("seed {seed}, step {step}"));
        }
        // Every now and then all is mended, or nothing would be left to break.
        if step % 24 == 23 {
            for (path, _) in OTHERS {
                desk.close(path);
                desk.delete(path);
            }
            for (path, text) in FILES {
                desk.close(path);
                desk.save(path, text.to_owned());
            }
            desk.assert_as_opened(&format!("seed {seed}, mended after step {step}"));
        }
    }
}

#[test]
fn several_services_begin_as_opening_the_folder_does() {
    let mut desk = Desk::new();
    desk.assert_as_opened("at first");
    let services = &desk.session.snapshot().api.services;
    let names: Vec<&str> = services.iter().map(|service| service.name.as_str()).collect();
    assert_eq!(names, ["jobs.main:worker", "shop.main:app"], "the third is mounted");
}

#[test]
fn after_random_changes_of_all_files_of_several_services_the_state_is_that_of_opening_the_folder() {
    let seeds = std::env::var("WAYLINE_SEEDS").ok().and_then(|count| count.parse().ok()).unwrap_or(3);
    for seed in 1..=seeds {
        play(seed * 7919, 96);
    }
}
