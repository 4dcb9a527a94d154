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

/** Before anything was said. */
const LONG_AGO = '1970-01-01T00:00:00.000Z';

add_action( 'init', __NAMESPACE__ . '\\register_statuses' );

/**
 * Registers the field: one a post, written only by those who may edit that post.
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
				'type'              => 'object',
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
 * The shape of what is told of every saying: of which claim, by a key that stays the same while its text is edited, and when.
 *
 * @return array[]
 */
function said_schema() {
	return array(
		'key'     => array(
			'type'      => 'string',
			'minLength' => 1,
			'maxLength' => 64,
			'required'  => true,
		),
		'changed' => array(
			'type'     => 'string',
			'pattern'  => '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\z',
			'required' => true,
		),
	);
}

/**
 * The shape of what says which statuses were taken back, and when.
 *
 * @return array
 */
function removed_schema() {
	return array(
		'type'     => 'array',
		'maxItems' => MOST_STATUSES + MOST_REMOVED,
		'items'    => array(
			'type'                 => 'object',
			'additionalProperties' => false,
			'properties'           => said_schema(),
		),
	);
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
			'properties'           => said_schema() + array(
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
 * Keeps what has the shape of statuses, and of what was removed, whoever writes it.
 *
 * @param mixed $value What was given.
 * @return array[]
 */
function sanitize_statuses( $value ) {
	$value = is_array( $value ) ? $value : array();
	if ( ! isset( $value['statuses'] ) && ! isset( $value['removed'] ) ) {
		$value = array( 'statuses' => with_keys( $value ) );
	}
	$statuses = array();
	foreach ( only_like( statuses_schema(), $value, 'statuses' ) as $status ) {
		// Plain text that is only ever shown as text: markup is not taken out, since an article may speak of it.
		foreach ( array( 'key', 'quote', 'sentence', 'prefix', 'suffix' ) as $words ) {
			$status[ $words ] = wp_check_invalid_utf8( $status[ $words ] );
		}
		$status['at'] = (int) $status['at'];
		$statuses[]   = $status;
	}
	return array(
		'statuses' => $statuses,
		'removed'  => only_like( removed_schema(), $value, 'removed' ),
	);
}

/**
 * The items of one list that have the shape of its items.
 *
 * @param array  $schema The list's shape.
 * @param array  $value  The lists.
 * @param string $name   Which of them.
 * @return array[]
 */
function only_like( $schema, $value, $name ) {
	$items = isset( $value[ $name ] ) && is_array( $value[ $name ] ) ? $value[ $name ] : array();
	$kept  = array();
	foreach ( $items as $item ) {
		if ( ! is_wp_error( rest_validate_value_from_schema( $item, $schema['items'], $name ) ) ) {
			$kept[] = $item;
		}
	}
	return array_slice( $kept, 0, $schema['maxItems'] );
}

/**
 * Statuses as the first versions of the plugin kept them, one list without keys and times, with both.
 *
 * @param array $statuses The list.
 * @return array[]
 */
function with_keys( $statuses ) {
	$with = array();
	foreach ( array_values( $statuses ) as $at => $status ) {
		if ( is_array( $status ) ) {
			// The same at each reading, until they are written anew.
			$with[] = array(
				'key'     => md5( $at . wp_json_encode( $status ) ),
				'changed' => LONG_AGO,
			) + $status;
		}
	}
	return $with;
}
