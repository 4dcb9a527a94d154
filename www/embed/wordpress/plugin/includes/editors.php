<?php
/**
 * Brings Tickmark into the block editor and the classic editor of the chosen post types.
 *
 * @package Tickmark
 */

namespace Tickmark;

defined( 'ABSPATH' ) || exit;

add_action( 'enqueue_block_editor_assets', __NAMESPACE__ . '\\enqueue_block_editor' );
add_action( 'add_meta_boxes', __NAMESPACE__ . '\\add_panel', 10, 2 );

/** The names under which the two editors' scripts are known to WordPress. */
const BLOCK_SCRIPT   = 'tickmark-block-editor';
const CLASSIC_SCRIPT = 'tickmark-classic-editor';

/**
 * The post that is being edited on the screen, where Tickmark is on for it.
 *
 * @return \WP_Post|null
 */
function edited_post() {
	$screen = get_current_screen();
	$post   = get_post();
	// The editors of widgets and of a site's look have no post.
	return $screen && 'post' === $screen->base && $post && in_array( $post->post_type, post_types(), true ) ? $post : null;
}

/**
 * Enqueues the block editor's script.
 */
function enqueue_block_editor() {
	if ( edited_post() ) {
		$needs = array( 'wp-api-fetch', 'wp-components', 'wp-data', 'wp-edit-post', 'wp-editor', 'wp-element', 'wp-i18n', 'wp-notices', 'wp-plugins' );
		enqueue( BLOCK_SCRIPT, 'block-editor.js', $needs );
	}
}

/**
 * Adds the panel to the classic editor.
 *
 * @param string   $post_type The type of the post.
 * @param \WP_Post $post      The post.
 */
function add_panel( $post_type, $post ) {
	if ( ! edited_post() || use_block_editor_for_post( $post ) ) {
		return;
	}
	add_meta_box( 'tickmark', __( 'Claims to check', 'tickmark' ), __NAMESPACE__ . '\\show_panel', null, 'normal', 'high' );
	enqueue( CLASSIC_SCRIPT, 'classic-editor.js', array( 'wp-api-fetch', 'wp-i18n' ) );
}

/**
 * Prints the place of the panel.
 *
 * @param \WP_Post $post The post.
 */
function show_panel( $post ) {
	printf( '<div id="tickmark-panel" data-post="%d"></div>', (int) $post->ID );
	echo '<noscript>', esc_html__( 'Tickmark needs JavaScript.', 'tickmark' ), '</noscript>';
}

/**
 * Enqueues a script and tells it where its files are and how much may be stored.
 *
 * @param string   $name  The script's name.
 * @param string   $file  Its file.
 * @param string[] $needs Scripts that come before it.
 */
function enqueue( $name, $file, $needs ) {
	wp_enqueue_script( $name, plugins_url( 'assets/' . $file, FILE ), $needs, VERSION, true );
	wp_set_script_translations( $name, 'tickmark' );
	$facts = array(
		'assets'       => plugins_url( 'assets/', FILE ),
		'version'      => VERSION,
		'mostStatuses' => MOST_STATUSES,
		'mostWords'    => MOST_WORDS,
		'mostContext'  => MOST_CONTEXT,
	);
	wp_add_inline_script( $name, 'var tickmarkFacts = ' . wp_json_encode( $facts ) . ';', 'before' );
}
