<?php
/**
 * What several tabs and several people have said of one post's claims: of each claim the later saying holds.
 *
 * @package Tickmark
 */

namespace Tickmark;

defined( 'ABSPATH' ) || exit;

/** Statuses that were taken back are remembered, the latest of them, so that a tab that was away does not bring them back. */
const MOST_REMOVED = 300;

/**
 * Whether a saying holds against another of the same claim. As isLater in said.ts.
 *
 * @param array $one   A status, or when one was taken back.
 * @param array $other Another.
 * @return bool
 */
function is_later( $one, $other ) {
	// Times of one length: they compare as strings.
	$order = strcmp( $one['changed'], $other['changed'] );
	if ( 0 === $order ) {
		$order = strcmp( isset( $one['status'] ) ? $one['status'] : '', isset( $other['status'] ) ? $other['status'] : '' );
	}
	return $order > 0;
}

/**
 * Puts what was said to what is kept.
 *
 * @param array[] $kept Statuses and what was removed, as read_statuses gives them.
 * @param array[] $said More of the same.
 * @return array[]
 */
function merge_statuses( $kept, $said ) {
	$merged = array();
	foreach ( array_merge( $kept['statuses'], $kept['removed'], $said['statuses'], $said['removed'] ) as $one ) {
		$key = $one['key'];
		// What was said at the same time is the same, of a claim that may have moved on with its text.
		if ( ! isset( $merged[ $key ] ) || ! is_later( $merged[ $key ], $one ) ) {
			$merged[ $key ] = $one;
		}
	}
	$statuses = array();
	$removed  = array();
	foreach ( $merged as $one ) {
		if ( isset( $one['status'] ) ) {
			$statuses[] = $one;
		} else {
			$removed[] = $one;
		}
	}
	if ( count( $removed ) > MOST_REMOVED ) {
		usort(
			$removed,
			function ( $one, $other ) {
				return strcmp( $other['changed'], $one['changed'] );
			}
		);
		$removed = array_slice( $removed, 0, MOST_REMOVED );
	}
	return array(
		'statuses' => $statuses,
		'removed'  => $removed,
	);
}

/**
 * Reads what is kept of a post.
 *
 * @param int $post_id The post.
 * @return array[]
 */
function read_statuses( $post_id ) {
	return sanitize_statuses( get_post_meta( $post_id, STATUSES, true ) );
}

/**
 * Keeps what was said of a post's claims. Of requests at the same time one waits for the other.
 *
 * @param int     $post_id The post.
 * @param array[] $said    Statuses, and what was removed.
 * @return array[]|\WP_Error What is kept now.
 */
function add_statuses( $post_id, $said ) {
	global $wpdb;
	// The field may not be there yet, and WordPress can add it twice; the post's own row is there to be locked. Who holds it has
	// what is written here for as long as a few queries take.
	$wpdb->query( 'START TRANSACTION' );
	if ( null === $wpdb->get_var( $wpdb->prepare( "SELECT ID FROM $wpdb->posts WHERE ID = %d FOR UPDATE", $post_id ) ) ) {
		$kept = new \WP_Error( 'tickmark_busy', __( 'The database is busy with this post. Try again.', 'tickmark' ), array( 'status' => 503 ) );
	} else {
		// What this request has read before may be old by now.
		wp_cache_delete( $post_id, 'post_meta' );
		$kept = write_statuses( $post_id, merge_statuses( read_statuses( $post_id ), $said ) );
	}
	$wpdb->query( is_wp_error( $kept ) ? 'ROLLBACK' : 'COMMIT' );
	// Another request may have put what was there before into a cache that all share.
	wp_cache_delete( $post_id, 'post_meta' );
	return $kept;
}

/**
 * Writes all that is kept of a post.
 *
 * @param int     $post_id  The post.
 * @param array[] $statuses Statuses, and what was removed.
 * @return array[]|\WP_Error What is kept now.
 */
function write_statuses( $post_id, $statuses ) {
	if ( count( $statuses['statuses'] ) > MOST_STATUSES ) {
		return new \WP_Error(
			'tickmark_too_many',
			/* translators: %d: a number. */
			sprintf( __( 'More than %d claims of one post cannot be kept; let some go.', 'tickmark' ), MOST_STATUSES ),
			array( 'status' => 400 )
		);
	}
	if ( strlen( (string) wp_json_encode( $statuses ) ) > MOST_BYTES ) {
		return new \WP_Error(
			'tickmark_too_large',
			/* translators: %s: a size, such as "512 KB". */
			sprintf( __( 'The statuses of this post take more than %s, the most that is stored.', 'tickmark' ), size_format( MOST_BYTES ) ),
			array( 'status' => 400 )
		);
	}
	if ( array() === array_filter( $statuses ) ) {
		return $statuses;
	}
	// The function takes slashes away.
	update_post_meta( $post_id, STATUSES, wp_slash( $statuses ) );
	// Not by what the function says: it also says no where nothing had to be changed.
	if ( get_post_meta( $post_id, STATUSES, true ) !== $statuses ) {
		return new \WP_Error(
			'tickmark_not_stored',
			__( 'The database did not take the statuses of this post.', 'tickmark' ),
			array( 'status' => 500 )
		);
	}
	return $statuses;
}
