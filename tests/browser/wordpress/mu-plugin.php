<?php
/**
 * Plugin Name: What the tests need of WordPress
 *
 * Nothing leaves the machine, and what would have is written down; the user "clara" has the classic editor.
 */

add_filter(
	'pre_http_request',
	function ( $response, $arguments, $address ) {
		// Who asked for it is what the test looks at: WordPress itself asks for its updates.
		$frames = array_filter( array_column( debug_backtrace( DEBUG_BACKTRACE_IGNORE_ARGS ), 'file' ) );
		file_put_contents( WP_CONTENT_DIR . '/requests.log', $address . ' ' . implode( ' ', $frames ) . "\n", FILE_APPEND );
		// A server that is busy is asked no more, without a word in the log.
		return array(
			'headers'  => array(),
			'body'     => '',
			'response' => array(
				'code'    => 503,
				'message' => 'The tests are offline.',
			),
			'cookies'  => array(),
			'filename' => null,
		);
	},
	10,
	3
);

add_filter(
	'use_block_editor_for_post',
	function ( $use ) {
		return 'clara' === wp_get_current_user()->user_login ? false : $use;
	}
);
