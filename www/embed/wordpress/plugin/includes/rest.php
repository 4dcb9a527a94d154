<?php
/**
 * Where the editors read and write statuses: GET and PATCH /tickmark/v1/posts/ID/statuses.
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
				// No PUT: what is said in one tab is put to what was said in another, and replaces nothing else.
				'methods'             => 'PATCH',
				'callback'            => __NAMESPACE__ . '\\patch_statuses',
				'permission_callback' => __NAMESPACE__ . '\\check_permission',
				'args'                => array(
					'statuses' => array( 'required' => true ) + statuses_schema(),
					'removed'  => array( 'required' => true ) + removed_schema(),
				),
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
	return answer_with( read_statuses( (int) $request['id'] ) );
}

/**
 * Puts what was said of a post's claims to what is kept, and answers with all of it. The post's text, its date of change and
 * its revisions stay as they are.
 *
 * @param \WP_REST_Request $request The request.
 * @return \WP_REST_Response|\WP_Error
 */
function patch_statuses( $request ) {
	$said = array(
		'statuses' => $request['statuses'],
		'removed'  => $request['removed'],
	);
	$kept = add_statuses( (int) $request['id'], sanitize_statuses( $said ) );
	return is_wp_error( $kept ) ? $kept : answer_with( $kept );
}

/**
 * The answer to both.
 *
 * @param array[] $kept What is kept of the post.
 * @return \WP_REST_Response
 */
function answer_with( $kept ) {
	// By one clock what was said in several browsers can be told apart: to the millisecond.
	$now         = microtime( true );
	$kept['now'] = gmdate( 'Y-m-d\TH:i:s', (int) $now ) . sprintf( '.%03dZ', (int) ( 1000 * ( $now - (int) $now ) ) );
	return rest_ensure_response( $kept );
}
