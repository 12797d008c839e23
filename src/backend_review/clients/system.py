"""Files, and calls that hold up the thread they run in."""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.uses import Use, table
from backend_review.model.values import HOLE, Unknown, Value, text_of

LIBRARIES = ("pathlib",)
TYPES = {"pathlib.Path": "pathlib.Path"}
ATTRIBUTES = {"pathlib.Path.parent": "pathlib.Path"}


def _file(blocks: str = "") -> Rule:
    def rule(use: Use) -> Value:
        path = text_of(use.arg(0))
        use.emit("file_access", path if path and path != HOLE else use.name)
        if blocks:
            use.emit(blocks, use.name)
        return Unknown()

    return rule


def _blocks(kind: str) -> Rule:
    def rule(use: Use) -> Value:
        use.emit(kind, use.name)
        return Unknown()

    return rule


_SYNC = (
    "readFileSync writeFileSync appendFileSync existsSync mkdirSync readdirSync statSync unlinkSync copyFileSync renameSync rmSync "
    "accessSync openSync readSync writeSync lstatSync rmdirSync cpSync mkdtempSync truncateSync readlinkSync symlinkSync realpathSync "
    "chmodSync fsyncSync readJsonSync readJSONSync writeJsonSync writeJSONSync outputFileSync outputJsonSync copySync moveSync "
    "removeSync emptyDirSync ensureDirSync ensureFileSync pathExistsSync mkdirpSync"
)
_HASHES_SYNC = "hashSync compareSync genSaltSync verifySync"
_ZIPS_SYNC = (
    "gzipSync gunzipSync deflateSync inflateSync deflateRawSync inflateRawSync unzipSync brotliCompressSync "
    "brotliDecompressSync zstdCompressSync zstdDecompressSync"
)
_ASYNC = "readFile writeFile appendFile mkdir readdir stat unlink copyFile rename rm access createReadStream createWriteStream open"
RULES: dict[str, Rule] = {
    "builtins.open": _file("may_block"),
    **dict.fromkeys(("aiofiles.open", "anyio.open_file"), _file()),
    **table("pathlib.Path", "read_text write_text read_bytes write_bytes open unlink mkdir", _file("may_block")),
    **table("shutil", "copy copyfile copyfileobj move rmtree", _file("may_block")),
    **table("os", "remove unlink rename makedirs mkdir listdir rmdir", _file("may_block")),
    "time.sleep": _blocks("may_block"),
    **table("subprocess", "run call check_call check_output", _blocks("may_block")),
    "os.system": _blocks("may_block"),
    **table("bcrypt", "hashpw checkpw", _blocks("may_block")),
    **{f"{module}.{name}": _file("blocking_call") for module in ("fs", "fs-extra", "graceful-fs") for name in _SYNC.split()},
    **{f"{module}.{name}": _file() for module in ("fs", "fs-extra", "fs/promises", "fs.promises") for name in _ASYNC.split()},
    **{f"{module}.{name}": _blocks("blocking_call")
       for module in ("bcrypt", "bcryptjs", "@node-rs/bcrypt", "@node-rs/argon2", "bcrypt-nodejs") for name in _HASHES_SYNC.split()},
    **table("crypto", "pbkdf2Sync scryptSync generateKeyPairSync generatePrimeSync", _blocks("blocking_call")),
    **table("zlib", _ZIPS_SYNC, _blocks("blocking_call")),
    **dict.fromkeys(("execa.execaSync", "execa.execaCommandSync", "execa.sync", "cross-spawn.sync"), _blocks("blocking_call")),
    "shelljs.exec": _blocks("blocking_call"),
    **table("child_process", "execSync spawnSync execFileSync", _blocks("blocking_call")),
    **table("os", "Open OpenFile Create ReadFile WriteFile Remove RemoveAll MkdirAll Mkdir Rename ReadDir", _file()),
    **table("io/ioutil", "ReadFile WriteFile ReadDir", _file()),
}  # fmt: skip
