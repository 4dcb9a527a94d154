<?php
/**
 * Where the editors read and write statuses: GET and PUT /tickmark/v1/posts/ID/statuses.
 *
 * WordPress itself checks the nonce: a request whose cookie comes without one is nobody's, and is refused below.
 *
 * @package Tickmark
 */

namespace Tickmark;

defined( 'ABSPATH' ) || exit;

add_action( 'rest_api_init', __NAMESPACE__ . '\\register_routes' );

/**
 * Registers the address.
 */
function register_routes() {
	register_rest_route(
		'tickmark/v1',
		'/posts/(?P<id>[\d]+)/statuses',
		array(
			'args' => array(
				'id' => array(
					'description' => __( 'The post.', 'tickmark' ),
					'type'        => 'integer',
				),
			),
			array(
				'methods'             => \WP_REST_Server::READABLE,
				'callback'            => __NAMESPACE__ . '\\get_statuses',
				'permission_callback' => __NAMESPACE__ . '\\check_permission',
			),
			array(
				'methods'             => \WP_REST_Server::EDITABLE,
				'callback'            => __NAMESPACE__ . '\\put_statuses',
				'permission_callback' => __NAMESPACE__ . '\\check_permission',
				'args'                => array( 'statuses' => array( 'required' => true ) + statuses_schema() ),
			),
		)
	);
}

/**
 * Whether the user may edit the post.
 *
 * @param \WP_REST_Request $request The request.
 * @return true|\WP_Error
 */
function check_permission( $request ) {
	$post = get_post( $request['id'] );
	// Who may not edit a post is not told whether there is one.
	if ( ! $post || ! current_user_can( 'edit_post', $post->ID ) ) {
		return new \WP_Error(
			'tickmark_forbidden',
			__( 'You are not allowed to edit this post, so its statuses are not yours to see or change.', 'tickmark' ),
			array( 'status' => rest_authorization_required_code() )
		);
	}
	if ( ! in_array( $post->post_type, post_types(), true ) ) {
		return new \WP_Error(
			'tickmark_post_type',
			__( 'Tickmark is switched off for this type of post. An administrator can switch it on under Settings > Tickmark.', 'tickmark' ),
			array( 'status' => 404 )
		);
	}
	return true;
}

/**
 * Answers with a post's statuses.
 *
 * @param \WP_REST_Request $request The request.
 * @return \WP_REST_Response
 */
function get_statuses( $request ) {
	return rest_ensure_response( array( 'statuses' => array_values( (array) get_post_meta( $request['id'], STATUSES, true ) ) ) );
}

/**
 * Replaces a post's statuses. Its text, its date of change and its revisions stay as they are.
 *
 * @param \WP_REST_Request $request The request.
 * @return \WP_REST_Response|\WP_Error
 */
function put_statuses( $request ) {
	$post_id  = (int) $request['id'];
	$statuses = sanitize_statuses( $request['statuses'] );
	if ( strlen( (string) wp_json_encode( $statuses ) ) > MOST_BYTES ) {
		return new \WP_Error(
			'tickmark_too_large',
			/* translators: %s: a size, such as "512 KB". */
			sprintf( __( 'The statuses of this post take more than %s, the most that is stored.', 'tickmark' ), size_format( MOST_BYTES ) ),
			array( 'status' => 400 )
		);
	}
	if ( array() === $statuses ) {
		delete_post_meta( $post_id, STATUSES );
	} else {
		// The function takes slashes away.
		update_post_meta( $post_id, STATUSES, wp_slash( $statuses ) );
	}
	// Not by what the function says: it also says no where nothing had to be changed.
	if ( get_post_meta( $post_id, STATUSES, true ) !== $statuses ) {
		return new \WP_Error(
			'tickmark_not_stored',
			__( 'The database did not take the statuses of this post.', 'tickmark' ),
			array( 'status' => 500 )
		);
	}
	return get_statuses( $request );
}
