// A real WordPress on this machine: its own database server and PHP's web server, in a folder that is gone afterwards.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const HERE = resolve("tests/browser/wordpress");

export interface Wordpress {
  readonly origin: string;
  readonly version: string;
  /** The folder of WordPress's plugins. */
  readonly plugins: string;
  /** Answers by tests/browser/wordpress/inspect.php. */
  ask<T>(question: string, argument?: unknown): Promise<T>;
  /** What PHP has complained of since WordPress was set up. */
  complaints(): string[];
  /** The addresses that WordPress asked other servers for, each with the files that asked. */
  outgoing(): string[];
  close(): Promise<void>;
}

/** Starts WordPress from the folder in WORDPRESS, which `cargo xtask test` sets. */
export async function startWordpress(): Promise<Wordpress> {
  const source = process.env["WORDPRESS"];
  if (!source) throw new Error("WORDPRESS is not set; run the tests by `cargo xtask test`");
  // A socket's path may have a hundred characters, so not inside the project.
  const folder = mkdtempSync(join(tmpdir(), "tickmark-wp-"));
  const servers: Server[] = [];
  const close = async (): Promise<void> => {
    for (const server of servers.toReversed()) await server.end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    const site = join(folder, "site");
    cpSync(source, site, { recursive: true, dereference: true });
    const content = join(site, "wp-content");
    mkdirSync(join(content, "mu-plugins"), { recursive: true });
    cpSync(join(HERE, "mu-plugin.php"), join(content, "mu-plugins/tests.php"));
    const port = await freePort();
    const host = `127.0.0.1:${port}`;
    const socket = join(folder, "db.sock");
    writeFileSync(join(site, "wp-config.php"), configuration(`http://${host}`, socket));
    servers.push(await startDatabase(folder, socket));
    const environment = { ...process.env, TICKMARK_SITE: site, TICKMARK_HOST: host };
    await run("php", [join(HERE, "install.php")], { env: environment });
    servers.push(
      await startServer(
        "php",
        // Without its own store of compiled scripts PHP reads WordPress anew for each request.
        ["-d", "opcache.enable_cli=1", "-d", "display_errors=0", "-S", host, "-t", site],
        folder,
        async () => (await fetch(`http://${host}/wp-login.php`)).ok,
        // Pages ask for several things at once, and WordPress asks itself.
        { ...environment, PHP_CLI_SERVER_WORKERS: "4" },
      ),
    );
    const ask = async <T>(question: string, argument?: unknown): Promise<T> => {
      const words = argument === undefined ? [] : [typeof argument === "string" ? argument : JSON.stringify(argument)];
      const { stdout } = await run("php", [join(HERE, "inspect.php"), question, ...words], { env: environment });
      return JSON.parse(stdout) as T;
    };
    const log = (name: string): string[] => (existsSync(join(content, name)) ? readFileSync(join(content, name), "utf8").split("\n").filter(Boolean) : []);
    const version = await ask<string>("version");
    const before = log("debug.log").length;
    return {
      origin: `http://${host}`,
      version,
      plugins: join(content, "plugins"),
      ask,
      complaints: () => log("debug.log").slice(before),
      outgoing: () => log("requests.log"),
      close,
    };
  } catch (error) {
    const log = join(folder, "site/wp-content/debug.log");
    const said = existsSync(log) ? readFileSync(log, "utf8").slice(-2000) : "";
    await close();
    throw said ? new Error(`WordPress does not start; PHP said: ${said}`, { cause: error }) : error;
  }
}

function configuration(origin: string, socket: string): string {
  return `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:${socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'WP_HOME', '${origin}' );
define( 'WP_SITEURL', '${origin}' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_LOG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
`;
}

async function startDatabase(folder: string, socket: string): Promise<Server> {
  const data = join(folder, "data");
  // As root the server wants to be told that it may; nobody reaches it but by the socket in this folder.
  const user = process.getuid?.() === 0 ? ["--user=root"] : [];
  await run("mariadb-install-db", ["--no-defaults", `--datadir=${data}`, "--auth-root-authentication-method=normal", "--skip-test-db", ...user]);
  const flags = ["--no-defaults", `--datadir=${data}`, `--socket=${socket}`, "--skip-networking", "--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", `--pid-file=${join(folder, "db.pid")}`, ...user];
  const path = ["/usr/sbin", "/usr/local/sbin", process.env["PATH"]].join(":");
  const env = { ...process.env, PATH: path };
  const query = `$db = @mysqli_connect('localhost', 'root', '', '', 0, '${socket}'); if (!$db) exit(1); mysqli_query($db, 'CREATE DATABASE IF NOT EXISTS wordpress');`;
  return startServer("mariadbd", flags, folder, () => run("php", ["-d", "error_reporting=0", "-r", `mysqli_report(MYSQLI_REPORT_OFF); ${query}`]).then(() => true), env);
}

interface Server {
  end(): Promise<void>;
}

/**
 * Starts a server and waits until it answers. A shell holds it in a group of processes of its own and ends the group when
 * its own input closes, which it does when this process ends, in whatever way.
 */
async function startServer(program: string, flags: string[], folder: string, answers: () => Promise<boolean>, env: NodeJS.ProcessEnv): Promise<Server> {
  const log = join(folder, `${program}.log`);
  // Killed, not asked: what they hold goes with the folder, and the database takes ten seconds to put it in order.
  const script = 'exec 3<&0; log=$1; shift; "$@" </dev/null >"$log" 2>&1 3<&- & cat <&3; kill -KILL 0';
  const shell: ChildProcess = spawn("sh", ["-c", script, "sh", log, program, ...flags], { detached: true, stdio: ["pipe", "ignore", "ignore"], env });
  const ended = new Promise<void>((resolve) => shell.once("exit", () => resolve()));
  const end = async (): Promise<void> => {
    shell.stdin?.end();
    await ended;
  };
  const patience = Date.now() + 60_000;
  while (!(await answers().catch(() => false))) {
    if (Date.now() > patience) {
      const said = existsSync(log) ? readFileSync(log, "utf8").slice(-2000) : "";
      await end();
      throw new Error(`${program} does not answer; it said: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { end };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
