<?php
/**
 * Removes all that the plugin has stored, on every site.
 *
 * @package Tickmark
 */

namespace Tickmark;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/**
 * Removes what is stored on the site that is switched to. The names stand in includes/: this file runs without them.
 */
function remove_all() {
	delete_post_meta_by_key( '_tickmark_statuses' );
	delete_option( 'tickmark_post_types' );
}

if ( is_multisite() ) {
	foreach ( get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	) as $tickmark_site ) {
		switch_to_blog( $tickmark_site );
		remove_all();
		restore_current_blog();
	}
} else {
	remove_all();
}
