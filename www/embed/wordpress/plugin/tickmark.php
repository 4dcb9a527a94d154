<?php
/**
 * Plugin Name:       Tickmark
 * Description:       Marks what has to be checked in a post while you write it: every number, date and quotation, with who said it. Nothing leaves your site.
 * Version:           @version@
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            The Tickmark authors
 * License:           MIT OR Apache-2.0
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       tickmark
 *
 * @package Tickmark
 */

namespace Tickmark;

defined( 'ABSPATH' ) || exit;

const VERSION = '@version@';

/** This file, from which WordPress tells the plugin's folder and address. */
const FILE = __FILE__;

require_once __DIR__ . '/includes/settings.php';
require_once __DIR__ . '/includes/statuses.php';
require_once __DIR__ . '/includes/merge.php';
require_once __DIR__ . '/includes/rest.php';
require_once __DIR__ . '/includes/editors.php';
