<?php
/**
 * Answers the tests' questions about what is stored, as JSON, past the plugin and past every filter.
 */

$_SERVER['HTTP_HOST'] = getenv( 'TICKMARK_HOST' );
require getenv( 'TICKMARK_SITE' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
global $wpdb;

list( , $question, $argument ) = array_pad( $argv, 3, null );
switch ( $question ) {
	case 'content':
		$answer = $wpdb->get_row( $wpdb->prepare( "SELECT post_title, post_content, post_status FROM $wpdb->posts WHERE ID = %d", $argument ), ARRAY_A );
		break;
	case 'row':
		$answer = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM $wpdb->posts WHERE ID = %d", $argument ), ARRAY_A );
		break;
	case 'user':
		$answer = get_user_by( 'login', $argument )->ID;
		break;
	case 'meta':
		$answer = $wpdb->get_results( $wpdb->prepare( "SELECT meta_key, meta_value FROM $wpdb->postmeta WHERE post_id = %d AND meta_key LIKE '%%tickmark%%'", $argument ), ARRAY_A );
		break;
	case 'remains':
		$answer = array_merge(
			$wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%tickmark%'" ),
			$wpdb->get_col( "SELECT meta_key FROM $wpdb->postmeta WHERE meta_key LIKE '%tickmark%'" ),
			$wpdb->get_col( "SELECT meta_key FROM $wpdb->usermeta WHERE meta_key LIKE '%tickmark%'" )
		);
		break;
	case 'insert':
		$answer = wp_insert_post( wp_slash( json_decode( $argument, true ) ), true );
		break;
	case 'keep':
		list( $post, $value ) = json_decode( $argument, true );
		$answer               = $wpdb->insert(
			$wpdb->postmeta,
			array(
				'post_id'    => $post,
				'meta_key'   => '_tickmark_statuses',
				'meta_value' => serialize( $value ),
			)
		);
		break;
	case 'uninstall':
		deactivate_plugins( $argument );
		$answer = uninstall_plugin( $argument );
		break;
	case 'version':
		$answer = get_bloginfo( 'version' );
		break;
}
echo wp_json_encode( $answer ), "\n";
