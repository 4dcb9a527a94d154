<?php
/**
 * Sets up the WordPress of the tests: run by PHP's command line in a fresh database.
 */

define( 'WP_INSTALLING', true );
require getenv( 'TICKMARK_SITE' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

// Installing sends the administrator a letter, for which this machine has no post office.
function wp_new_blog_notification() {}

wp_install( 'Harbour Post', 'ada', 'ada@example.org', false, '', 'ada' );
foreach ( array(
	'edda'   => 'editor',
	'clara'  => 'editor',
	'anton'  => 'author',
	'conrad' => 'contributor',
	'susi'   => 'subscriber',
) as $name => $role ) {
	$user = wp_insert_user(
		array(
			'user_login' => $name,
			'user_pass'  => $name,
			'user_email' => "$name@example.org",
			'role'       => $role,
		)
	);
	// The guide for beginners lies over the editor, with a picture from another server.
	$preferences = array(
		'core/edit-post' => array(
			'welcomeGuide'   => false,
			'fullscreenMode' => false,
		),
		'_modified'      => gmdate( 'c' ),
	);
	update_user_meta( $user, $wpdb->get_blog_prefix() . 'persisted_preferences', $preferences );
}
// Pictures of the users would come from another server.
update_option( 'show_avatars', 0 );
