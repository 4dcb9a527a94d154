<?php
/**
 * Statuses: what a person found out about a post's claims, kept as one hidden field of the post.
 *
 * @package Tickmark
 */

namespace Tickmark;

defined( 'ABSPATH' ) || exit;

/** The post meta key. The underscore keeps it out of the form of custom fields. */
const STATUSES = '_tickmark_statuses';

/** Most statuses of one post. */
const MOST_STATUSES = 1000;

/** Most bytes of one post's statuses, as JSON. */
const MOST_BYTES = 524288;

/** Most characters of a claim's words, and of the sentence around them. */
const MOST_WORDS = 4000;

/** Most characters of what stands around that sentence. */
const MOST_CONTEXT = 1000;

add_action( 'init', __NAMESPACE__ . '\\register_statuses' );

/**
 * Registers the field: one list a post, written only by those who may edit that post.
 *
 * It is not shown in the REST API's answer to a post, since the block editor would send it back, as old as it was when
 * the post was opened, with any other field that it saves. rest.php gives it an address of its own.
 */
function register_statuses() {
	foreach ( post_types() as $type ) {
		register_post_meta(
			$type,
			STATUSES,
			array(
				'type'              => 'array',
				'description'       => __( 'What was found out about the claims of the post.', 'tickmark' ),
				'single'            => true,
				'default'           => array(),
				'show_in_rest'      => false,
				'sanitize_callback' => __NAMESPACE__ . '\\sanitize_statuses',
				'auth_callback'     => __NAMESPACE__ . '\\may_edit_statuses',
			)
		);
	}
}

/**
 * Whether a user may read and write a post's statuses: whoever may edit the post.
 *
 * @param bool   $allowed  What WordPress would say.
 * @param string $meta_key The field.
 * @param int    $post_id  The post.
 * @param int    $user_id  The user.
 * @return bool
 */
function may_edit_statuses( $allowed, $meta_key, $post_id, $user_id ) {
	return user_can( $user_id, 'edit_post', $post_id );
}

/**
 * The shape of a post's statuses, as the REST API describes shapes.
 *
 * @return array
 */
function statuses_schema() {
	$words = array(
		'type'      => 'string',
		'minLength' => 1,
		'maxLength' => MOST_WORDS,
		'required'  => true,
	);
	// Empty where the text begins or ends.
	$context = array(
		'type'      => 'string',
		'maxLength' => MOST_CONTEXT,
		'required'  => true,
	);
	return array(
		'type'     => 'array',
		'maxItems' => MOST_STATUSES,
		'items'    => array(
			'type'                 => 'object',
			'additionalProperties' => false,
			'properties'           => array(
				'kind'     => array(
					'type'     => 'string',
					'enum'     => array( 'quantity', 'date', 'comparison', 'quotation' ),
					'required' => true,
				),
				// The claim's words, their sentence, where in it they begin, and what stands around it.
				'quote'    => $words,
				'sentence' => $words,
				'at'       => array(
					'type'     => 'integer',
					'minimum'  => 0,
					'maximum'  => MOST_WORDS,
					'required' => true,
				),
				'prefix'   => $context,
				'suffix'   => $context,
				'status'   => array(
					'type'     => 'string',
					'enum'     => array( 'checked', 'wrong', 'unverifiable' ),
					'required' => true,
				),
			),
		),
	);
}

/**
 * Keeps of a list what has the shape of a status, whoever writes it.
 *
 * @param mixed $value What was given.
 * @return array[]
 */
function sanitize_statuses( $value ) {
	$schema = statuses_schema();
	$kept   = array();
	foreach ( is_array( $value ) ? array_slice( $value, 0, MOST_STATUSES ) : array() as $status ) {
		if ( is_wp_error( rest_validate_value_from_schema( $status, $schema['items'], 'status' ) ) ) {
			continue;
		}
		// Plain text that is only ever shown as text: markup is not taken out, since an article may speak of it.
		foreach ( array( 'quote', 'sentence', 'prefix', 'suffix' ) as $words ) {
			$status[ $words ] = wp_check_invalid_utf8( $status[ $words ] );
		}
		$status['at'] = (int) $status['at'];
		$kept[]       = $status;
	}
	return $kept;
}
